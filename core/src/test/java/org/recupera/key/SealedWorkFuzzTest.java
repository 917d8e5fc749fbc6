package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.key.RandomSecrets.secret;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the queue: it is what was sealed there, or it opens to nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SealedWorkFuzzTest {

    private static final KeyRing RING =
            KeyRing.of(secret(1)).toBuilder().key("k2", secret(2)).revoked("k3").build();
    private static final String CONTEXT = "portal\nmail-link\nana";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Stream<Arguments> stored() {
        byte[] plain = "{\"username\":\"ana\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = RING.seal(plain, CONTEXT, RANDOM);
        byte[] foreign = sealed.clone();
        foreign[0] = -1;
        return Stream.of(
                Arguments.of(sealed, plain, 0, (byte) 0),
                Arguments.of(foreign, plain, 3, (byte) 1),
                Arguments.of(new byte[] {2, 'k', '2'}, plain, 20, (byte) 0x80),
                Arguments.of(new byte[] {2, 'k', '3', 0}, plain, 1, (byte) 7),
                Arguments.of(new byte[] {2, 'k', '9', 0}, new byte[0], 13, (byte) 1),
                Arguments.of(new byte[] {120}, plain, 5, (byte) 1));
    }

    /** Opens any bytes, and what was sealed here with one byte changed. */
    @MethodSource("stored")
    @FuzzTest
    void only_what_was_sealed_opens_and_only_where_it_belongs(
            byte @NotNull [] stored, byte @NotNull @WithLength(max = 600) [] plain, int at, byte change) {
        Unsealed any = RING.unseal(stored, CONTEXT + "-else");
        assertThat(any).isNotInstanceOf(Unsealed.Opened.class);
        if (any instanceof Unsealed.KeyMissing missing) {
            assertThat(missing.keyId()).matches("[0-9a-hjkmnp-tv-z]{2,8}").isNotIn("k2", "k3", RING.currentId());
        }

        byte[] sealed = RING.seal(plain, CONTEXT, RANDOM);
        assertThat(RING.unseal(sealed, CONTEXT))
                .isInstanceOfSatisfying(
                        Unsealed.Opened.class,
                        opened -> assertThat(opened.plain()).isEqualTo(plain));
        byte[] changed = sealed.clone();
        changed[Math.floorMod(at, changed.length)] ^= change;
        assertThat(RING.unseal(changed, CONTEXT) instanceof Unsealed.Opened).isEqualTo(change == 0);
        assertThat(RING.unseal(Arrays.copyOf(sealed, Math.floorMod(at, sealed.length)), CONTEXT))
                .isNotInstanceOf(Unsealed.Opened.class);
    }
}
