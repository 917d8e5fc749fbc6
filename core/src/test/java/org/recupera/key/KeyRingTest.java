package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyRingTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void one_secret_makes_the_same_ring_everywhere() {
        KeyRing here = KeyRing.of(secret(1));
        KeyRing there = KeyRing.of(secret(1));

        assertThat(here.currentId()).isEqualTo(there.currentId()).matches("[0-9a-z]{5}");
        assertThat(here.linkSecret(here.currentId(), "a"))
                .get()
                .isEqualTo(there.linkSecret(here.currentId(), "a").orElseThrow());
        assertThat(here.pseudonym("x", "a")).isEqualTo(there.pseudonym("x", "a"));
    }

    @Test
    void another_secret_makes_another_ring() {
        KeyRing one = KeyRing.of(secret(1));
        KeyRing other = KeyRing.of(secret(2));

        assertThat(one.currentId()).isNotEqualTo(other.currentId());
        assertThat(one.pseudonym("x", "a")).isNotEqualTo(other.pseudonym("x", "a"));
    }

    @Test
    void purposes_scopes_and_fields_are_kept_apart() {
        KeyRing ring = KeyRing.of(secret(1));
        String id = ring.currentId();

        assertThat(ring.linkSecret(id, "a").orElseThrow())
                .isNotEqualTo(ring.binding(id, "a").orElseThrow());
        assertThat(ring.linkSecret(id, "ab", "c").orElseThrow())
                .isNotEqualTo(ring.linkSecret(id, "a", "bc").orElseThrow());
        assertThat(ring.pseudonym("x", "a")).isNotEqualTo(ring.pseudonym("y", "a"));
    }

    @Test
    void an_unknown_key_gives_nothing() {
        KeyRing ring = KeyRing.of(secret(1));

        assertThat(ring.linkSecret("zz", "a")).isEmpty();
        assertThat(ring.binding("zz", "a")).isEmpty();
    }

    @Test
    void pseudonyms_stay_when_keys_rotate_and_old_keys_still_check() {
        KeyRing before = KeyRing.permanent(secret(1)).key("k1", secret(2)).build();
        KeyRing after = KeyRing.permanent(secret(1))
                .key("k1", secret(2))
                .key("k2", secret(3))
                .current("k2")
                .build();

        assertThat(after.currentId()).isEqualTo("k2");
        assertThat(after.pseudonym("x", "a")).isEqualTo(before.pseudonym("x", "a"));
        assertThat(after.linkSecret("k1", "a").orElseThrow())
                .isEqualTo(before.linkSecret("k1", "a").orElseThrow());
    }

    @Test
    void a_ring_of_one_secret_can_grow_into_one_of_several() {
        KeyRing before = KeyRing.of(secret(1));
        KeyRing after = KeyRing.permanent(secret(1))
                .key(before.currentId(), secret(1))
                .key("k2", secret(2))
                .current("k2")
                .build();

        assertThat(after.pseudonym("x", "a")).isEqualTo(before.pseudonym("x", "a"));
        assertThat(after.linkSecret(before.currentId(), "a").orElseThrow())
                .isEqualTo(before.linkSecret(before.currentId(), "a").orElseThrow());
    }

    @Test
    void sealed_bytes_open_in_their_context_alone() {
        KeyRing ring = KeyRing.of(secret(1));
        byte[] plain = "ana".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ring.seal(plain, "here", RANDOM);

        assertThat(ring.unseal(sealed, "here")).get().isEqualTo(plain);
        assertThat(ring.unseal(sealed, "there")).isEmpty();
        assertThat(KeyRing.of(secret(2)).unseal(sealed, "here")).isEmpty();
        assertThat(ring.seal(plain, "here", RANDOM)).isNotEqualTo(sealed);
        assertThat(HexFormat.of().formatHex(sealed))
                .doesNotContain(HexFormat.of().formatHex(plain));
    }

    @Test
    void sealed_bytes_that_were_changed_or_cut_do_not_open() {
        KeyRing ring = KeyRing.of(secret(1));
        byte[] sealed = ring.seal(new byte[40], "here", RANDOM);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(ring.unseal(changed, "here")).as("byte %d changed", i).isEmpty();
            assertThat(ring.unseal(java.util.Arrays.copyOf(sealed, i), "here"))
                    .as("cut to %d bytes", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "AAAA", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNk"})
    void a_secret_that_is_too_short_or_no_base64_is_refused_with_the_way_to_make_one(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(Secret.of(bad)))
                .withMessageContaining("openssl rand -base64 32");
    }

    @Test
    void a_secret_that_is_visibly_not_random_is_refused() {
        String phrase = Base64.getEncoder()
                .encodeToString("aaaabbbbccccddddaaaabbbbccccdddd".getBytes(StandardCharsets.US_ASCII));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(Secret.of(phrase)))
                .withMessageContaining("random")
                .withMessageNotContaining(phrase);
    }

    @Test
    void a_ring_says_what_it_lacks() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyRing.permanent(secret(1)).build());
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyRing.permanent(secret(1))
                        .key("k1", secret(2))
                        .current("k2")
                        .build())
                .withMessageContaining("k2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.permanent(secret(1)).key("K1", secret(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> KeyRing.permanent(secret(1)).key("k1", secret(2)).key("k1", secret(3)));
    }

    @Test
    void the_text_form_shows_ids_alone() {
        assertThat(KeyRing.permanent(secret(1)).key("k1", secret(2)).build())
                .asString()
                .isEqualTo("KeyRing[current=k1, ids=[k1]]");
    }

    /** A secret that looks random and is the same on every run. */
    private static Secret secret(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }
}
