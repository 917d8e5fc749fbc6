package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.port.Secret;

/** Whatever stands around a secret: a ring that is used, or a refusal, and the secret in neither. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyTextFuzzTest {

    private static final String FIRST = RandomSecrets.text(1);
    private static final String SECOND = RandomSecrets.text(2);

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("#", "", ""),
                Arguments.of("secret ", "\nkey k2 ", "\ncurrent k2\nrevoked k1 # fuera"),
                Arguments.of("permanent ", "; key k2 ", ";"),
                Arguments.of("key ", " ", ""),
                Arguments.of("current ", "\nrevoked ", ""),
                Arguments.of("secret k1 ", "\nsecret\t", "="),
                Arguments.of("key k2", "", "\u2028secret"));
    }

    @MethodSource("lines")
    @FuzzTest
    void no_secret_is_repeated_and_a_ring_has_a_key_to_make_links_with(
            @NotNull String before, @NotNull String between, @NotNull String after) {
        KeyRing ring;
        try {
            ring = KeyRing.parse(Secret.of(before + FIRST + between + SECOND + after));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasNoCause();
            assertThat(refused.getMessage()).doesNotContain(FIRST, SECOND);
            return;
        }
        assertThat(ring.ids())
                .contains(ring.currentId())
                .noneMatch(ring.revokedIds()::contains)
                .allMatch(id -> id.matches("[0-9a-hjkmnp-tv-z]{2,8}"));
        assertThat(ring.toString()).doesNotContain(FIRST, SECOND);
    }
}
