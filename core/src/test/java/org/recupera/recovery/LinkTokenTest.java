package org.recupera.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.key.Base32;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkTokenTest {

    private static final LinkToken TOKEN =
            new LinkToken("k1", "0123456789abcdefghjkmnpqrs", "0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjk");

    private final String printed = TOKEN.print().reveal();

    @Test
    void a_printed_token_is_read_back() {
        assertThat(LinkToken.parse(TOKEN.print())).contains(TOKEN);
    }

    @Test
    void capitals_and_surrounding_spaces_are_taken() {
        assertThat(LinkToken.parse(Secret.of(" \n" + printed.toUpperCase(Locale.ROOT) + "\t ")))
                .contains(TOKEN);
    }

    @Test
    void every_cut_is_seen() {
        for (int length = 0; length < printed.length(); length++) {
            assertThat(LinkToken.parse(Secret.of(printed.substring(0, length))))
                    .as("cut to %d", length)
                    .isEmpty();
            assertThat(LinkToken.parse(Secret.of(printed.substring(length + 1))))
                    .as("from %d", length)
                    .isEmpty();
        }
    }

    @Test
    void every_changed_character_is_seen() {
        for (int i = 0; i < printed.length(); i++) {
            for (char c : (Base32.ALPHABET + ".ilou-%").toCharArray()) {
                String changed = printed.substring(0, i) + c + printed.substring(i + 1);
                assertThat(LinkToken.parse(Secret.of(changed)).isPresent())
                        .as(changed)
                        .isEqualTo(changed.equals(printed));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "null", "{\"$ne\":1}", "' or '1'='1", "....", "%", "\0"})
    void what_is_no_token_is_damaged(String text) {
        assertThat(LinkToken.parse(Secret.of(text))).isEmpty();
    }

    @Test
    void a_text_of_any_length_is_taken() {
        assertThat(LinkToken.parse(Secret.of("0".repeat(10_000_000)))).isEmpty();
    }

    @Test
    void its_text_form_is_redacted() {
        assertThat(TOKEN.toString() + TOKEN.print())
                .doesNotContain(TOKEN.secret())
                .doesNotContain(TOKEN.selector());
    }
}
