package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailAttachment;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Rejected;
import org.recupera.port.OutgoingMail;

/** What a mail server gets, byte for byte and as a mail program reads it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessageOnTheWireTest {

    private final ScriptedServer server = ScriptedServer.plain();
    private final SmtpMailSender sender =
            SmtpMailSender.to("localhost", server.port()).build();

    @AfterEach
    void end() {
        sender.close();
        server.close();
    }

    @Test
    void An_automatic_mail_has_exactly_these_fields() throws Exception {
        MimeMessage message = sent(Mails.mail().build());

        assertThat(names(message))
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Content-Language",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "MIME-Version",
                        "Content-Type");
        assertThat(message.getHeader("Message-ID")).containsExactly("<7f3k9m2p@correo.example.hn>");
        assertThat(message.getHeader("Date")).containsExactly("Thu, 5 Nov 2026 08:09:10 +0000");
        assertThat(message.getHeader("Content-Language")).containsExactly("es-HN");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
    }

    @Test
    void An_answer_by_a_person_has_its_references_and_no_automatic_marks() throws Exception {
        MimeMessage message = sent(Mails.mail()
                .automatic(false)
                .html(null)
                .replyTo(new EmailAddress("mesa@correo.example.hn"))
                .references("<primero@correo.example.hn>")
                .build());

        assertThat(names(message))
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "Reply-To",
                        "To",
                        "Message-ID",
                        "In-Reply-To",
                        "References",
                        "Subject",
                        "Content-Language",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
        assertThat(message.getHeader("Reply-To")).containsExactly("mesa@correo.example.hn");
        assertThat(message.getHeader("In-Reply-To")).containsExactly("<primero@correo.example.hn>");
        assertThat(message.getHeader("References")).containsExactly("<primero@correo.example.hn>");
        assertThat(message.getContent()).asString().contains("Su contraseña expirará.");
    }

    @Test
    void A_mail_program_reads_names_subject_and_both_bodies() throws Exception {
        OutgoingMail mail = Mails.mail().build();
        MimeMessage message = sent(mail);

        var from = (InternetAddress) message.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Oficina de Contratación");
        assertThat(from.getAddress()).isEqualTo("no-responder@correo.example.hn");
        assertThat(message.getSubject()).isEqualTo(mail.subject());
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringWhitespace("text/plain; charset=UTF-8");
        assertThat(text(parts, 0)).isEqualToNormalizingNewlines(mail.text());
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringWhitespace("text/html; charset=UTF-8");
        assertThat(text(parts, 1)).isEqualToNormalizingNewlines(mail.html().orElseThrow() + "\n");
    }

    @Test
    void Files_stand_beside_the_one_text_each_as_an_attachment_in_base64() throws Exception {
        byte[] content = "%PDF-1.7 \0\n.\nFrom".repeat(20).getBytes(US_ASCII);
        MimeMessage message = sent(Mails.mail()
                .html(null)
                .attachment(MailAttachment.of("HC-2026-7Q4K9M2XJ-01.pdf", "application/pdf", content))
                .attachment(MailAttachment.of("HC-2026-7Q4K9M2XJ-02.png", "image/png", new byte[0]))
                .build());

        assertThat(message.getContentType()).startsWith("multipart/mixed;");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringWhitespace("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getDisposition()).isNull();
        BodyPart file = parts.getBodyPart(1);
        assertThat(file.getContentType()).isEqualTo("application/pdf");
        assertThat(file.getDisposition()).isEqualTo("attachment");
        assertThat(file.getFileName()).isEqualTo("HC-2026-7Q4K9M2XJ-01.pdf");
        assertThat(file.getHeader("Content-Transfer-Encoding")).containsExactly("base64");
        assertThat(file.getInputStream().readAllBytes()).isEqualTo(content);
        assertThat(parts.getBodyPart(2).getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void A_text_alone_is_one_part_and_not_flowed() throws Exception {
        MimeMessage message = sent(Mails.mail().html(null).build());

        assertThat(message.getContentType()).isEqualToIgnoringWhitespace("text/plain; charset=UTF-8");
    }

    @Test
    void The_envelope_has_the_bounce_address_and_one_recipient() {
        sender.send(Mails.mail().build());

        assertThat(server.commands)
                .containsExactly(
                        "EHLO correo.example.hn",
                        "MAIL FROM:<rebotes@correo.example.hn>",
                        "RCPT TO:<maria.nunez@example.com>",
                        "DATA");
    }

    @Test
    void Every_byte_is_ASCII_and_every_line_short_and_ended_by_CRLF() {
        sender.send(Mails.mail()
                .subject("ñ".repeat(500))
                .from(new EmailAddress("a@example.org"), "x".repeat(500))
                .header("X-Case-Queue", "Mesa de ayuda :: ".repeat(17) + "1")
                .attachment(MailAttachment.of(
                        "a-01.txt", "text/plain", ".\n\n.From \n".repeat(300).getBytes(US_ASCII)))
                .text("á".repeat(5_000) + " " + "z".repeat(5_000) + "\rfin\r\nde\nlínea \n.\n..\nFrom aquí\n"
                        + "x".repeat(73) + ".")
                .build());

        String wire = new String(server.messages.get(0), ISO_8859_1);
        assertThat(US_ASCII.newEncoder().canEncode(wire)).isTrue();
        assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(wire.split("\r\n"))
                .allMatch(line -> line.length() <= 76)
                .noneMatch(line -> line.startsWith(".") || line.startsWith("From "));
    }

    @Test
    void Dots_and_trailing_spaces_survive_the_way() throws Exception {
        String text = ".\n..\n.solo \nfin";
        MimeMessage message = sent(Mails.mail().html(null).text(text).build());

        assertThat(message.getContent()).asString().isEqualToNormalizingNewlines(text + "\n");
    }

    @Test
    void Long_and_odd_subjects_come_out_as_they_went_in() throws Exception {
        for (String subject : List.of(
                "",
                "Hola",
                "dos  espacios y uno al final ",
                "=?UTF-8?Q?no_soy_codificado?=",
                "palabra ".repeat(60).strip(),
                "x".repeat(500),
                "🔑 llave ".repeat(40).strip(),
                "una \"comilla\", una \\ y <ángulos>")) {
            assertThat(sent(Mails.mail().subject(subject).build()).getSubject()).isEqualTo(subject);
        }
    }

    @Test
    void Odd_display_names_stay_names() throws Exception {
        for (String name :
                List.of("Mesa, de \"ayuda\" \\ <x@evil.example>", "=?UTF-8?Q?x?=", "n".repeat(300), "ONCAE, Ñandú")) {
            MimeMessage message = sent(
                    Mails.mail().from(new EmailAddress("a@example.org"), name).build());
            assertThat(message.getFrom()).hasSize(1);
            assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo(name);
            assertThat(((InternetAddress) message.getFrom()[0]).getAddress()).isEqualTo("a@example.org");
        }
    }

    @Test
    void Every_try_sends_the_same_bytes() {
        server.on(".", "451 4.3.0 later", null);
        sender.send(Mails.mail().build());
        try (SmtpMailSender other =
                SmtpMailSender.to("127.0.0.1", server.port()).build()) {
            other.send(Mails.mail().build());
        }

        assertThat(server.messages).hasSize(2);
        assertThat(server.messages.get(1)).isEqualTo(server.messages.get(0));
    }

    @Test
    void A_date_that_no_mail_can_bear_is_refused() {
        assertThat(sender.send(Mails.mail().date(Instant.MAX).build()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).startsWith("unsendable: "));
        assertThat(server.connections).hasValue(0);
    }

    private MimeMessage sent(OutgoingMail mail) throws MessagingException {
        assertThat(sender.send(mail)).isEqualTo(new Accepted());
        byte[] wire = server.messages.get(server.messages.size() - 1);
        String plain = new String(wire, ISO_8859_1).replace("\r\n..", "\r\n.");
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(plain.getBytes(ISO_8859_1)));
    }

    private static String text(MimeMultipart parts, int index) throws MessagingException, IOException {
        return (String) parts.getBodyPart(index).getContent();
    }

    private static List<String> names(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(Header::getName)
                .toList();
    }
}
