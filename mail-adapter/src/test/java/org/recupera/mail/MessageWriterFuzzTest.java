package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.port.OutgoingMail;

/** Whatever a mail is made of: Jakarta Mail reads the fields and bodies that it was given, or it is refused. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageWriterFuzzTest {

    private static final Session SESSION = Session.getInstance(new Properties());

    static Stream<Arguments> mails() {
        return Stream.of(
                Arguments.of("Su caso", "X-Case-Number", "HC-2026-7Q4K9M2XJ", "Estimada Ana:\n\nAbra el enlace.\n"),
                Arguments.of("a\r\nBcc: b@c.example", "X-A\r\nBcc", "1\r\n2", "\r\n.\r\nRCPT TO:<b@c.example>\r\n"),
                Arguments.of("=?UTF-8?Q?=0D=0ABcc:_b?=", "x-auto-response-suppress", "=?x?", "--=_\r\n\r\n"),
                Arguments.of("Contraseña", "X-" + "a".repeat(61), "b ".repeat(149) + "b", "From \n.\nFrom x\r.\r"),
                Arguments.of("x", "X-", " ", ""));
    }

    /** The builder's refusals are as good as a mail; past it, nothing may be refused or lost. */
    @MethodSource("mails")
    @FuzzTest
    void a_mail_is_read_as_it_was_written(
            @NotNull String subject, @NotNull String name, @NotNull String value, @NotNull String body)
            throws Exception {
        OutgoingMail mail;
        try {
            mail = Mails.mail()
                    .subject(subject)
                    .header(name, value)
                    .text(body)
                    .html(body)
                    .build();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).doesNotContain("\r", "\n").hasSizeLessThan(200);
            return;
        }

        byte[] bytes = MessageWriter.unsigned(mail);

        assertThat(MessageWriter.unsigned(mail)).isEqualTo(bytes);
        assertThat(new String(bytes, ISO_8859_1)).matches("(?:[ -~\t]{0,998}\r\n)+");
        MimeMessage read = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
        assertThat(Collections.list(read.getAllHeaders()))
                .extracting(header -> header.getName())
                .containsExactly(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Content-Language",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        name,
                        "MIME-Version",
                        "Content-Type");
        assertThat(read.getAllRecipients()).hasSize(1);
        assertThat(read.getSubject()).isEqualTo(subject);
        assertThat(MimeUtility.unfold(read.getHeader(name, null))).isEqualTo(value);
        MimeMultipart parts = (MimeMultipart) read.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(contentOf(parts.getBodyPart(0)))
                .isEqualTo(contentOf(parts.getBodyPart(1)))
                .isEqualTo(canonical(body));
    }

    private static Object contentOf(BodyPart part) throws Exception {
        return part.getContent();
    }

    /** As it goes over the wire: lines end in CRLF, the last one too; half a character becomes a question mark. */
    private static String canonical(String body) {
        String lines = body.replaceAll("\r\n?|\n", "\r\n");
        String ended = lines.endsWith("\r\n") ? lines : lines + "\r\n";
        return new String(ended.getBytes(UTF_8), UTF_8);
    }
}
