package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail takes beside its text: fields for programs, and files. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutgoingMailTest {

    @Test
    void Extra_headers_and_attachments_come_back_as_they_were_given() throws IOException {
        byte[] content = {1, 2, 3};
        OutgoingMail mail = mail().header("X-Case-Type", "a b")
                .header("X-Case-Number", "HC-2026-7Q4K9M2XJ")
                .attachment(MailAttachment.of("a-01.png", "image/png", content))
                .build();
        content[0] = 9;

        assertThat(mail.headers())
                .containsEntry("X-Case-Type", "a b")
                .containsEntry("X-Case-Number", "HC-2026-7Q4K9M2XJ")
                .hasSize(2);
        assertThat(mail.attachments()).hasSize(1);
        MailAttachment attachment = mail.attachments().get(0);
        assertThat(attachment.size()).isEqualTo(3);
        assertThat(attachment.open().readAllBytes()).containsExactly(1, 2, 3);
        assertThat(mail).hasToString("OutgoingMail[<a@example.org>]");
        assertThat(attachment).hasToString("MailAttachment[a-01.png]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject",
                "Bcc",
                "X",
                "X-",
                "X-a b",
                "X-a:",
                "X-a\r\nBcc",
                "X-á",
                "x-auto-response-suppress",
                "",
                " X-a",
                "X--a"
            })
    void A_name_that_is_no_extra_header_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> mail().header(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "a ",
                "a  b",
                "a\r\nBcc: b@example.org",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0000",
                "ñ",
                "\u2028",
                "=?UTF-8?B?DQo=?="
            })
    void A_value_that_could_be_read_as_something_else_is_refused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> mail().header("X-Case", value));
    }

    @Test
    void A_header_is_there_once_whatever_its_capitals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail().header("X-Case", "1").header("x-case", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> mail().header("X-Case", "x".repeat(301)));
        OutgoingMail.Builder full = mail();
        for (int i = 0; i < OutgoingMail.MAX_EXTRA_HEADERS; i++) {
            full.header("X-Case-" + i, "1");
        }
        assertThatIllegalStateException().isThrownBy(() -> full.header("X-Case", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ".png",
                "a.",
                "a.PNG",
                "../a.png",
                "a b.png",
                "a_b.png",
                "ñ.png",
                "a\r\n.png",
                "a\".png",
                "a.tar.gz",
                "a.png\n"
            })
    void A_name_of_a_file_is_a_generated_one(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> MailAttachment.of(name, "image/png", new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "image",
                "Image/png",
                "image/png; name=x",
                "multipart/mixed",
                "message/rfc822",
                "image/p\r\nng",
                "image/"
            })
    void A_media_type_is_one_that_base64_may_carry(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> MailAttachment.of("a.png", type, new byte[1]));
    }

    @Test
    void What_is_attached_is_bounded_one_by_one_and_in_all() {
        byte[] tooLarge = new byte[OutgoingMail.MAX_ATTACHED + 1];
        assertThatIllegalArgumentException().isThrownBy(() -> MailAttachment.of("a.png", "image/png", tooLarge));
        MailAttachment half = MailAttachment.of("a.png", "image/png", new byte[OutgoingMail.MAX_ATTACHED / 2]);
        OutgoingMail.Builder full = mail().attachment(half).attachment(half);
        MailAttachment one = MailAttachment.of("a.png", "image/png", new byte[1]);
        assertThatIllegalStateException().isThrownBy(() -> full.attachment(one));
        OutgoingMail.Builder many = mail();
        for (int i = 0; i < OutgoingMail.MAX_ATTACHMENTS; i++) {
            many.attachment(one);
        }
        assertThatIllegalStateException().isThrownBy(() -> many.attachment(one));
    }

    private static OutgoingMail.Builder mail() {
        return OutgoingMail.builder()
                .messageId("<a@example.org>")
                .from(new EmailAddress("portal@example.org"), null)
                .to(new EmailAddress("mesa@example.org"))
                .subject("Caso")
                .text("Caso\n")
                .language(Locale.ROOT)
                .date(Instant.EPOCH);
    }
}
