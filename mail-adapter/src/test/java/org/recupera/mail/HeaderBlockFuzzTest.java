package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a header field is given: Jakarta Mail reads that field back and no other, or it is refused. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HeaderBlockFuzzTest {

    private static final String ADDRESS = "ana@empresa.example";

    static Stream<Arguments> given() {
        return Stream.of(
                Arguments.of("Recuperación de contraseña: María Núñez", 'x', 400),
                Arguments.of("Caso HC-2026-7Q4K9M2XJ, \"urgente\" \\ <b>", '\r', 400),
                Arguments.of("=?UTF-8?B?DQpCY2M6IHZpY3RpbWFAZXZpbC5leGFtcGxl?=", 'x', 400),
                Arguments.of("a\r\nBcc: victima@evil.example", 'x', 400),
                Arguments.of("x".repeat(64) + " \\ <b>", 'x', 400),
                Arguments.of("  dos  espacios  ", '\ud83d', 3),
                Arguments.of("\ud83d\udd11".repeat(60), '\udd11', 7),
                Arguments.of("palabra ".repeat(40), '\u2028', 2),
                Arguments.of("x".repeat(300), '\u0000', 5),
                Arguments.of("x", 'x', 400));
    }

    /** Any code unit stands somewhere in the text too: half a character is none that a generator of texts makes. */
    @MethodSource("given")
    @FuzzTest
    void one_field_in_is_one_field_out(@NotNull String given, char unit, int at) throws Exception {
        String text = at >= 0 && at < given.length() ? given.substring(0, at) + unit + given.substring(at) : given;
        byte[] block;
        try {
            block = new HeaderBlock()
                    .text("Subject", text)
                    .mailbox("From", text, ADDRESS)
                    .field("X-End", "end")
                    .bytes();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?:Subject|From) holds a control character or ill-formed text");
            assertThat(text.codePoints().anyMatch(HeaderBlockFuzzTest::isRefused))
                    .isTrue();
            return;
        }

        assertThat(text.codePoints().noneMatch(HeaderBlockFuzzTest::isRefused)).isTrue();
        String lines = new String(block, US_ASCII);
        assertThat(lines).matches("(?:[ -~]{1,998}\r\n)+");
        List<Header> fields = read(block);
        assertThat(fields).extracting(Header::getName).containsExactly("Subject", "From", "X-End");
        assertThat(decoded(fields.get(0).getValue())).isEqualTo(text);
        InternetAddress[] from = InternetAddress.parseHeader(fields.get(1).getValue(), true);
        assertThat(from).hasSize(1);
        assertThat(from[0].getAddress()).isEqualTo(ADDRESS);
        assertThat(from[0].getPersonal()).isEqualTo(text.isBlank() ? null : text);
    }

    private static List<Header> read(byte[] block) throws MessagingException {
        return Collections.list(new InternetHeaders(new ByteArrayInputStream(block)).getAllHeaders());
    }

    private static String decoded(String value) throws UnsupportedEncodingException {
        return MimeUtility.decodeText(MimeUtility.unfold(value));
    }

    private static boolean isRefused(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
