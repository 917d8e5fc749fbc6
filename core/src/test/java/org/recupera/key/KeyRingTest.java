package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.recupera.key.RandomSecrets.bytes;
import static org.recupera.key.RandomSecrets.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

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
    void choices_are_the_same_each_time_and_fall_on_everything_alike() {
        KeyRing ring = KeyRing.of(secret(1));
        KeyRing later = ring.toBuilder()
                .key("k2", secret(2))
                .current("k2")
                .revoked(ring.currentId())
                .build();

        List<String> seven = List.of("a", "b", "c", "d", "e", "f", "g");
        Map<String, Long> chosen = IntStream.range(0, 7_000)
                .mapToObj(i -> ring.choose(seven, "question", "persona" + i))
                .collect(Collectors.groupingBy(choice -> choice, Collectors.counting()));

        assertThat(chosen).containsOnlyKeys(seven.toArray(String[]::new));
        assertThat(chosen.values()).allSatisfy(times -> assertThat(times).isBetween(850L, 1_150L));
        assertThat(IntStream.range(0, 100))
                .allSatisfy(i -> assertThat(later.choose(seven, "question", "persona" + i))
                        .isEqualTo(ring.choose(seven, "question", "persona" + i)));
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

        assertThat(ring.unseal(sealed, "here"))
                .isInstanceOfSatisfying(
                        Unsealed.Opened.class,
                        opened -> assertThat(opened.plain()).isEqualTo(plain));
        assertThat(ring.unseal(sealed, "there")).isEqualTo(new Unsealed.Foreign());
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
            assertThat(ring.unseal(changed, "here")).as("byte %d changed", i).isNotInstanceOf(Unsealed.Opened.class);
            assertThat(ring.unseal(Arrays.copyOf(sealed, i), "here"))
                    .as("cut to %d bytes", i)
                    .isEqualTo(new Unsealed.Foreign());
        }
    }

    @Test
    void sealed_bytes_say_which_key_is_missing_or_revoked() {
        KeyRing ring = KeyRing.permanent(secret(1)).key("k1", secret(2)).build();
        KeyRing without = KeyRing.permanent(secret(1)).key("k2", secret(3)).build();
        byte[] sealed = ring.seal(new byte[40], "here", RANDOM);

        assertThat(without.unseal(sealed, "here")).isEqualTo(new Unsealed.KeyMissing("k1"));
        assertThat(without.toBuilder().revoked("k1").build().unseal(sealed, "here"))
                .isEqualTo(new Unsealed.KeyRevoked("k1"));
        assertThat(KeyRing.permanent(secret(1)).key("k1", secret(3)).build().unseal(sealed, "here"))
                .isEqualTo(new Unsealed.Foreign());
    }

    /** Computed here with the JDK alone, so that links and counters outlive every later version of this. */
    @Test
    void keys_of_purposes_are_derived_as_rfc_5869_says() throws GeneralSecurityException {
        KeyRing ring = KeyRing.permanent(secret(1)).key("k1", secret(2)).build();
        byte[] fields = {0, 0, 0, 1, 'a', 0, 0, 0, 2, 'b', 'c'};

        assertThat(ring.linkSecret("k1", "a", "bc")).contains(hmac(derived(bytes(2), "link"), fields));
        assertThat(ring.binding("k1", "a", "bc")).contains(hmac(derived(bytes(2), "binding"), fields));
        assertThat(ring.pseudonym("a", "bc"))
                .isEqualTo(Base32.encode(Arrays.copyOf(hmac(derived(bytes(1), "pseudonym"), fields), 16)));
        byte[] x = hmac(derived(bytes(1), "decoy"), new byte[] {0, 0, 0, 1, 'x', 0, 0, 0, 1, 'a'});
        byte[] y = hmac(derived(bytes(1), "decoy"), new byte[] {0, 0, 0, 1, 'y', 0, 0, 0, 1, 'a'});
        assertThat(ring.choose(List.of("x", "y"), "a")).isEqualTo(Arrays.compareUnsigned(x, y) > 0 ? "x" : "y");
        assertThat(KeyRing.of(secret(1)).currentId())
                .isEqualTo(Base32.encode(Arrays.copyOf(derived(bytes(1), "id"), 3)));

        byte[] sealed = ring.seal(new byte[] {42}, "here", RANDOM);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(derived(bytes(2), "work"), "AES"),
                new GCMParameterSpec(128, sealed, 3, 12));
        cipher.updateAAD("here".getBytes(StandardCharsets.US_ASCII));
        assertThat(sealed).startsWith(2, 'k', '1');
        assertThat(cipher.doFinal(sealed, 15, sealed.length - 15)).containsExactly(42);
    }

    @Test
    void a_ring_that_follows_has_what_was_added_and_lacks_what_was_revoked() {
        KeyRing first = KeyRing.of(secret(1));
        KeyRing both = first.toBuilder().key("k2", secret(2)).build();
        KeyRing rotated = both.toBuilder().current("k2").build();
        KeyRing last = rotated.toBuilder().revoked(first.currentId()).build();

        assertThat(both.currentId()).isEqualTo(first.currentId());
        assertThat(both.ids()).containsExactly(first.currentId(), "k2");
        assertThat(rotated.currentId()).isEqualTo("k2");
        assertThat(last.ids()).containsExactly("k2");
        assertThat(last.revokedIds()).containsExactly(first.currentId());
        assertThat(last.linkSecret(first.currentId(), "a")).isEmpty();
        assertThat(last.binding(first.currentId(), "a")).isEmpty();
        assertThat(last.unseal(first.seal(new byte[1], "here", RANDOM), "here")).isInstanceOf(Unsealed.Opened.class);
        assertThat(last.pseudonym("x", "a")).isEqualTo(first.pseudonym("x", "a"));
    }

    @Test
    void a_revoked_key_stays_out_whatever_is_added() {
        KeyRing.Builder builder =
                KeyRing.permanent(secret(1)).revoked("k1").key("k1", secret(2)).key("k2", secret(3));

        assertThat(builder.build()).returns("k2", KeyRing::currentId).returns(Set.of("k2"), KeyRing::ids);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.build().toBuilder().key("k1", secret(4)))
                .withMessageContaining("k1");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.current("k1").build())
                .withMessageContaining("k1")
                .withMessageContaining("revoked");
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
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> KeyRing.permanent(secret(1)).key("k1", secret(2)).key("k2", secret(2)))
                .withMessageContaining("k1");
    }

    @Test
    void the_text_form_shows_ids_alone() {
        assertThat(KeyRing.permanent(secret(1))
                        .key("k1", secret(2))
                        .key("k2", secret(3))
                        .revoked("k0")
                        .build())
                .asString()
                .isEqualTo("KeyRing[current=k1, ids=[k1, k2], revoked=[k0]]");
    }

    /** HKDF-SHA-256 without a salt, of one block. */
    private static byte[] derived(byte[] secret, String purpose) throws GeneralSecurityException {
        byte[] extracted = hmac(new byte[32], secret);
        return hmac(extracted, ("recupera/1/" + purpose + "\u0001").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }
}
