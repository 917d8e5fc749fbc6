package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HeaderBlockTest {

    /** Readers that unfold a line's end behind a backslash find a line break in the text (jakarta.mail 2.1 does). */
    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\\\", "\\ \\"})
    void No_line_is_folded_behind_a_backslash(String word) throws Exception {
        for (int length = 40; length < 80; length++) {
            String text = "x".repeat(length) + ' ' + word + " y z";
            byte[] block = new HeaderBlock()
                    .text("Subject", text)
                    .field("X-Case-Topic", text.split(" "))
                    .bytes();

            InternetHeaders read = new InternetHeaders(new ByteArrayInputStream(block));
            assertThat(MimeUtility.decodeText(MimeUtility.unfold(read.getHeader("Subject", null))))
                    .isEqualTo(text);
            assertThat(MimeUtility.unfold(read.getHeader("X-Case-Topic", null))).isEqualTo(text);
            assertThat(new String(block, US_ASCII)).doesNotContain("\\\r\n");
        }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", " ", "   ", "\u3000"})
    void A_name_in_which_nothing_is_to_be_seen_is_none(String name) {
        assertThat(new String(
                        new HeaderBlock()
                                .mailbox("From", name, "ana@empresa.example")
                                .bytes(),
                        US_ASCII))
                .isEqualTo("From: ana@empresa.example\r\n");
    }
}
