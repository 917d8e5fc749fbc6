package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.mail.MessageWriter;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.Filing;
import org.recupera.port.MailSender.Result;
import org.recupera.port.SupportCase;

/** The mails to each kind of desk, against messages that were written by hand. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenMailTest {

    private record Sample(DeskProfile desk, SupportCase filed) {}

    private static final Map<String, Sample> SAMPLES = samples();

    @ParameterizedTest
    @MethodSource("names")
    void A_mail_is_the_one_that_was_written_by_hand(String name) throws IOException {
        Sample sample = SAMPLES.get(name);

        assertThat(new String(sent(sample), ISO_8859_1)).isEqualTo(new String(golden(name), ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("names")
    void What_was_written_by_hand_keeps_to_the_rules(String name) throws IOException {
        DeskProfile desk = SAMPLES.get(name).desk();

        assertThat(DeskLinter.of(desk).check(Cases.BOUNCES, golden(name))).isEmpty();
    }

    @Test
    void Every_profile_has_its_mail() {
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "generic",
                        "osticket",
                        "zammad",
                        "zammad-trusted",
                        "rt",
                        "glpi",
                        "znuny",
                        "znuny-trusted",
                        "freescout");
    }

    @Test
    void A_stranger_reads_who_asks_what_and_both_files() throws Exception {
        MimeMessage mail = parsed("glpi");

        assertThat(mail.getSubject()).isEqualTo("[HC-2026-7Q4K9M2XJ] Recuperación de usuario - HonduCompras 2.0");
        assertThat(mail.getFrom()).hasSize(1);
        var from = (InternetAddress) mail.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Ana Lucía Pérez");
        assertThat(from.getAddress()).isEqualTo("casos@compras.example.hn");
        assertThat(mail.getReplyTo()).extracting(Object::toString).containsExactly("ana@example.hn");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("soporte@mesa.example.org");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat((String) parts.getBodyPart(0).getContent()).contains("    No recuerdo mi usuario ni mi teléfono.");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("HC-2026-7Q4K9M2XJ-01.png");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(Cases.PICTURE);
        assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("HC-2026-7Q4K9M2XJ-02.pdf");
        assertThat(parts.getBodyPart(2).getInputStream().readAllBytes()).isEqualTo(Cases.DOCUMENT);
    }

    @ParameterizedTest
    @MethodSource("names")
    void A_stranger_finds_one_text_in_every_mail(String name) throws Exception {
        MimeMessage mail = parsed(name);
        Object content = mail.getContent();
        if (content instanceof MimeMultipart parts) {
            assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
            content = parts.getBodyPart(0).getContent();
        }

        assertThat((String) content)
                .startsWith("Nuevo caso recibido en el portal.\r\n\r\nCase-Number: HC-2026-7Q4K9M2XJ\r\n")
                .endsWith("\r\n\r\nFin del caso HC-2026-7Q4K9M2XJ\r\n");
    }

    private static Stream<String> names() {
        return SAMPLES.keySet().stream();
    }

    private static Map<String, Sample> samples() {
        Map<String, Sample> samples = new TreeMap<>();
        add(
                samples,
                DeskProfile.generic(),
                Cases.of("Ana Perez", "No recuerdo mi usuario.\nGracias.").files(List.of(Cases.picture(1))));
        add(
                samples,
                DeskProfile.osticket().with("X-Priority", "1"),
                Cases.of("José Núñez", "Señores:\r\n\r\nNo recibo el correo."));
        add(samples, DeskProfile.zammad(), Cases.of("Ana (vía Portal)", "Vea el caso #123456, o Ticket#789."));
        add(
                samples,
                DeskProfile.zammadTrusted()
                        .with("X-Zammad-Ticket-Group", "Mesa de ayuda")
                        .with("X-Zammad-Ticket-numero_caso", CaseValue.NUMBER),
                Cases.of("Ana Perez", "No recuerdo mi usuario."));
        add(
                samples,
                DeskProfile.rt(),
                Cases.of("Ana Perez", "Owner: root\nStatus: resolved\nFin del caso HC-2026-7Q4K9M2XJ")
                        .reason("username.not-found"));
        add(
                samples,
                DeskProfile.glpi(),
                Cases.of("Ana Lucía Pérez", "No recuerdo mi usuario ni mi teléfono.")
                        .files(List.of(Cases.picture(1), Cases.document(2))));
        List<CaseField> more = new ArrayList<>(Cases.fields("Ana Perez", "No recuerdo mi usuario."));
        more.add(Cases.typed("telefono", Role.PHONE, "+504 2222-3333"));
        more.add(Cases.chosen("documento", Role.DOCUMENT_TYPE, "dni", "Documento Nacional de Identificación"));
        more.add(Cases.typed("numero", Role.DOCUMENT, "0801-1990-12345"));
        more.add(Cases.typed("entidad", Role.OTHER, "Alcaldía\nde Comayagua"));
        add(samples, DeskProfile.znuny(), Cases.filed(more.toArray(CaseField[]::new)));
        add(
                samples,
                DeskProfile.znunyTrusted()
                        .with("X-OTRS-Queue", "Portal::Usuarios")
                        .with("X-OTRS-DynamicField-CaseNumber", CaseValue.NUMBER),
                Cases.of("Ana Perez", "No recuerdo mi usuario."));
        add(samples, DeskProfile.freescout(), Cases.of("www.regalos.example", "@fwd\nde: jefe@example.hn"));
        return samples;
    }

    private static void add(Map<String, Sample> samples, DeskProfile desk, SupportCase.Builder filed) {
        samples.put(desk.name(), new Sample(desk, filed.build()));
    }

    private static byte[] sent(Sample sample) {
        List<byte[]> sent = new ArrayList<>();
        MailDesk desk = Cases.desk(mail -> {
                    sent.add(MessageWriter.unsigned(mail));
                    return new Result.Accepted();
                })
                .profile(sample.desk())
                .build();
        assertThat(desk.file(sample.filed(), Cases.contents())).isEqualTo(new Filing.Filed(null));
        assertThat(sent).hasSize(1);
        return sent.get(0);
    }

    private static MimeMessage parsed(String name) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(golden(name)));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenMailTest.class.getResourceAsStream(name + ".eml")) {
            return in.readAllBytes();
        }
    }
}
