package org.recupera.mail.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.mail.MessageWriter;
import org.recupera.port.CaseField.Role;
import org.recupera.port.CaseFile;
import org.recupera.port.EmailAddress;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.MailSender.Result;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** What becomes of a case that is handed over, and what never goes out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailDeskTest {

    private final List<OutgoingMail> sent = new ArrayList<>();
    private Result answer = new Result.Accepted();

    @Test
    void The_sender_decides_what_becomes_of_a_case() {
        SupportCase filed = Cases.of("Ana Perez", "Hola").build();

        assertThat(desk().file(filed, Cases.contents())).isEqualTo(new Filing.Filed(null));
        var lost = new IOException("reset");
        answer = new Result.Deferred("connection-lost: reset", lost);
        assertThat(desk().file(filed, Cases.contents())).isEqualTo(new Filing.Deferred("connection-lost: reset", lost));
        answer = new Result.Rejected("refused: 550 no such mailbox");
        assertThat(desk().file(filed, Cases.contents())).isEqualTo(new Filing.Rejected("refused: 550 no such mailbox"));
    }

    @Test
    void The_mail_of_a_case_is_the_same_on_every_try_and_another_for_another_submission_or_portal() {
        hand(Cases.of("Ana", "Hola").build());
        hand(Cases.of("Ana", "Hola").build());
        hand(of("secop", "envio-0001"));
        hand(of("honducompras", "envio-0002"));

        assertThat(MessageWriter.unsigned(sent.get(1))).isEqualTo(MessageWriter.unsigned(sent.get(0)));
        assertThat(sent.subList(1, 4)).extracting(OutgoingMail::messageId).doesNotHaveDuplicates();
    }

    @Test
    void Answers_go_to_the_requester_and_bounces_to_the_portal() {
        hand(Cases.of("Ana", "Hola").build());
        OutgoingMail mail = sent.get(0);

        assertThat(mail.replyTo()).contains(new EmailAddress("ana@example.hn"));
        assertThat(mail.bounces()).isEqualTo(Cases.BOUNCES);
        assertThat(mail.from()).isEqualTo(Cases.FROM);
        assertThat(mail.to()).isEqualTo(Cases.INTAKE);
        assertThat(mail.automatic()).isFalse();
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-11-20T20:05:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "María José Núñez de la O", "J. O'Higgins", "Ana-Lucía", "أحمد", "Иван", "Li 3"})
    void A_plain_name_stands_beside_the_portals_address(String name) {
        hand(Cases.of(name, "Hola").build());

        assertThat(sent.get(0).fromName()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "123",
                "ana@example.hn",
                "www.example.hn",
                "evil.example",
                "https://evil",
                "Ana (vía Portal)",
                "Ana\r\nBcc: x",
                "Ana\u202Eperez",
                "Ana\u0000",
                "Ana\u200B",
                "\"Ana\"",
                "Perez, Ana",
                "Ana <x>",
                "=?UTF-8?Q?x?=",
                "Ana #1",
                "Ana\uD800",
                "🔑 Ana"
            })
    void A_name_that_could_pass_for_something_else_is_left_out(String name) {
        hand(Cases.of(name, "Hola").build());

        assertThat(sent.get(0).fromName()).isEmpty();
    }

    @Test
    void A_name_that_is_long_is_left_out() {
        hand(Cases.of("a".repeat(101), "Hola").build());

        assertThat(sent.get(0).fromName()).isEmpty();
        assertThat(sent.get(0).text()).contains("Requester-Name: " + "a".repeat(101) + "\n");
    }

    @Test
    void A_subject_is_cut_where_the_catalogue_is_long() {
        String system = "Sistema ".repeat(20).strip();
        String words = "Solicitud 🔑".repeat(12);
        hand(Cases.filed(
                        Cases.chosen("sistema", Role.SYSTEM, "s", system),
                        Cases.chosen("asunto", Role.SUBJECT, "a", words))
                .build());

        assertThat(sent.get(0).subject())
                .hasSizeBetween(108, 110)
                .startsWith("[HC-2026-7Q4K9M2XJ] Solicitud 🔑Solicitud")
                .endsWith(" - " + system.substring(0, 39));
    }

    @Test
    void A_case_without_choices_says_so() {
        hand(Cases.filed(Cases.typed("asunto", Role.SUBJECT, "Bcc: ana@example.hn"))
                .build());
        OutgoingMail mail = sent.get(0);

        assertThat(mail.subject()).isEqualTo("[HC-2026-7Q4K9M2XJ] Caso");
        assertThat(mail.headers()).containsEntry("X-Case-Topic", "none").containsEntry("X-Case-System", "none");
        assertThat(mail.text())
                .contains("\nCase-Topic: none\n", "\nField-asunto: Bcc: ana@example.hn\n", "\nRequester-Name: none\n");
    }

    @Test
    void The_time_of_filing_is_told_in_the_portals_zone() {
        hand(Cases.of("Ana", "Hola").build());
        Cases.desk(this::take)
                .zone(ZoneId.of("America/Bogota"))
                .build()
                .file(Cases.of("Ana", "Hola").build(), Cases.contents());

        assertThat(sent.get(0).text()).contains("\nFiled-At: 2026-11-20T14:05:00-06:00\n");
        assertThat(sent.get(1).text()).contains("\nFiled-At: 2026-11-20T15:05:00-05:00\n");
    }

    @Test
    void A_case_that_came_of_a_failed_recovery_says_why() {
        hand(Cases.of("Ana", "Hola").reason("username.not-found").build());

        assertThat(sent.get(0).headers()).containsEntry("X-Case-Reason", "username.not-found");
        assertThat(sent.get(0).text()).contains("\nCase-Reason: username.not-found\n");
    }

    @Test
    void Files_that_the_desk_would_not_take_are_refused_unread() {
        FileContents unread = file -> {
            throw new AssertionError("opened");
        };
        SupportCase filed = Cases.of("Ana", "Hola")
                .files(List.of(large(1, 4_000_000), large(2, 3_340_033)))
                .build();
        assertThat(desk().file(filed, unread))
                .isEqualTo(new Filing.Rejected("the files of the case are 7340033 bytes, and the desk takes 7340032"));
        SupportCase page = Cases.of("Ana", "Hola")
                .files(List.of(Cases.file(1, "html", "text/html", new byte[1])))
                .build();
        assertThat(desk().file(page, unread))
                .isEqualTo(new Filing.Rejected("the desk takes no files of the type text/html"));
        List<CaseFile> many = new ArrayList<>();
        for (int place = 1; place <= OutgoingMail.MAX_ATTACHMENTS + 1; place++) {
            many.add(new CaseFile(place, "a.png", "a", "image/png", 1, "0".repeat(64)));
        }
        assertThat(desk().file(Cases.of("Ana", "Hola").files(many).build(), unread))
                .isEqualTo(new Filing.Rejected("the case has 21 files, and a mail takes 20"));
        assertThat(sent).isEmpty();
    }

    @Test
    void A_portal_is_told_how_much_its_desk_takes() {
        assertThat(desk().maxBytesInAll()).isEqualTo(7_340_032);
        assertThat(Cases.desk(this::take)
                        .profile(DeskProfile.generic().upTo(1_000))
                        .build()
                        .maxBytesInAll())
                .isEqualTo(1_000);
    }

    @Test
    void Seven_million_bytes_go_through() {
        SupportCase filed =
                Cases.of("Ana", "Hola").files(List.of(large(1, 7_000_000))).build();

        assertThat(desk().file(filed, file -> new ByteArrayInputStream(new byte[7_000_000])))
                .isEqualTo(new Filing.Filed(null));
        assertThat(sent.get(0).attachments()).extracting(file -> file.size()).containsExactly(7_000_000);
    }

    @Test
    void A_file_of_another_length_is_not_handed_over_and_its_stream_is_closed() {
        SupportCase filed =
                Cases.of("Ana", "Hola").files(List.of(Cases.picture(1))).build();
        for (int length : List.of(0, Cases.PICTURE.length - 1, Cases.PICTURE.length + 1, 1_000_000)) {
            var closed = new AtomicInteger();
            FileContents other = file -> new ByteArrayInputStream(new byte[length]) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
            assertThat(desk().file(filed, other)).isInstanceOfSatisfying(Filing.Deferred.class, deferred -> {
                assertThat(deferred.reason()).isEqualTo("a file of the case cannot be read");
                assertThat(deferred.cause())
                        .hasMessage("CaseFile[HC-2026-7Q4K9M2XJ-01.png] is not as long as the case says");
            });
            assertThat(closed).hasValue(1);
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void What_breaks_while_a_file_is_read_defers_the_case() {
        SupportCase filed =
                Cases.of("Ana", "Hola").files(List.of(Cases.picture(1))).build();
        var gone = new IOException("the disk is gone");
        FileContents breaking = file -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw gone;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                throw gone;
            }
        };

        assertThat(desk().file(filed, breaking))
                .isEqualTo(new Filing.Deferred("a file of the case cannot be read", gone));
        assertThat(sent).isEmpty();
    }

    @Test
    void A_case_that_was_purged_is_not_handed_over() {
        SupportCase purged = Cases.of("Ana", "Hola").requester(null).build();

        assertThat(desk().file(purged, Cases.contents()))
                .isEqualTo(new Filing.Rejected("the case holds no address for the answer"));
        assertThat(sent).isEmpty();
    }

    /** A bug of the library's or of a profile of somebody's own: nothing goes out, and the codes tell what is wrong. */
    @Test
    void A_mail_that_breaks_a_rule_is_not_handed_over() {
        SupportCase filed = SupportCase.filed(
                        new PortalId("honducompras"),
                        Cases.NUMBER,
                        "envio-0001",
                        "resumen-0001",
                        Instant.parse("2026-11-20T20:05:00Z"),
                        Locale.forLanguageTag("es-x" + "-abcdefgh".repeat(9)))
                .requester(new EmailAddress("ana@example.hn"))
                .build();

        assertThat(desk().file(filed, Cases.contents()))
                .isEqualTo(new Filing.Rejected("the mail breaks rules of the help desk: CASE_HEADERS"));
        assertThat(sent).isEmpty();
    }

    @Test
    void A_date_that_no_mail_can_bear_is_refused() {
        SupportCase filed = SupportCase.filed(
                        new PortalId("honducompras"), Cases.NUMBER, "envio", "resumen", Instant.MAX, Locale.ROOT)
                .requester(new EmailAddress("ana@example.hn"))
                .build();

        assertThat(desk().file(filed, Cases.contents())).isInstanceOf(Filing.Rejected.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void What_the_sender_throws_comes_as_it_was() {
        var bug = new IllegalStateException("a bug");
        MailDesk desk = Cases.desk(mail -> {
                    throw bug;
                })
                .build();

        assertThatThrownBy(() -> desk.file(Cases.of("Ana", "Hola").build(), Cases.contents()))
                .isSameAs(bug);
    }

    @Test
    void Addresses_with_which_no_desk_would_work_are_refused_when_it_is_built() {
        for (String from : List.of("noreply@compras.example.hn", "No-Responder@compras.example.hn", "root@a.hn")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MailDesk.to(Cases.INTAKE, this::take).from(new EmailAddress(from)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MailDesk.to(Cases.INTAKE, this::take).from(new EmailAddress("Soporte@mesa.example.org")));
        assertThatIllegalStateException()
                .isThrownBy(() -> Cases.desk(this::take)
                        .bounces(new EmailAddress("a@otro.example"))
                        .build());
        assertThatIllegalStateException()
                .isThrownBy(() -> MailDesk.to(Cases.INTAKE, this::take).build());
        assertThat(desk()).hasToString("MailDesk[mesa.example.org, generic]");
    }

    private static SupportCase of(String portal, String submission) {
        return SupportCase.filed(new PortalId(portal), Cases.NUMBER, submission, "resumen", Instant.EPOCH, Locale.ROOT)
                .requester(new EmailAddress("ana@example.hn"))
                .build();
    }

    private static CaseFile large(int place, long size) {
        return new CaseFile(place, Cases.NUMBER + "-1.png", "a.png", "image/png", size, "0".repeat(64));
    }

    private MailDesk desk() {
        return Cases.desk(this::take).build();
    }

    private void hand(SupportCase filed) {
        assertThat(desk().file(filed, Cases.contents())).isEqualTo(new Filing.Filed(null));
    }

    private Result take(OutgoingMail mail) {
        if (answer instanceof Result.Accepted) {
            sent.add(mail);
        }
        return answer;
    }
}
