package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.recupera.key.RandomSecrets.secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysTest {

    private final KeyRing first = KeyRing.of(secret(1));
    private final Keys keys = Keys.of(first);

    @Test
    void a_ring_is_replaced_as_a_whole() {
        KeyRing next = first.toBuilder().key("k2", secret(2)).current("k2").build();

        assertThat(keys.replace(next)).isTrue();

        assertThat(keys.ring()).isSameAs(next);
        assertThat(keys.pseudonym("x", "a")).isEqualTo(first.pseudonym("x", "a"));
    }

    @Test
    void the_same_ring_again_is_no_change() {
        assertThat(keys.replace(KeyRing.of(secret(1)))).isFalse();
        assertThat(keys.replace(first.toBuilder().key("k2", secret(2)).build())).isTrue();
        assertThat(keys.replace(first.toBuilder().key("k2", secret(2)).build())).isFalse();
        assertThat(keys.replace(
                        first.toBuilder().key("k2", secret(2)).current("k2").build()))
                .isTrue();
        assertThat(keys.replace(first)).isTrue();
        assertThat(keys.replace(first.toBuilder().revoked("k2").build())).isTrue();
    }

    @Test
    void a_key_that_was_revoked_does_not_come_back_while_work_is_under_way() {
        KeyRing second = first.toBuilder().key("k2", secret(2)).current("k2").build();
        KeyRing revoked = second.toBuilder().revoked(first.currentId()).build();
        keys.replace(second);
        keys.replace(revoked);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.replace(second))
                .withMessageContaining(first.currentId())
                .withMessageContaining("revoked");
        assertThat(keys.ring()).isSameAs(revoked);
        KeyRing without = KeyRing.permanent(secret(1)).key("k2", secret(2)).build();
        assertThat(keys.replace(without)).as("it may go altogether").isTrue();
        assertThatIllegalArgumentException()
                .as("and not come back a step later, nor its id for another")
                .isThrownBy(() -> keys.replace(second));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.replace(
                        without.toBuilder().key(first.currentId(), secret(3)).build()));
    }

    @Test
    void another_permanent_secret_is_refused_and_the_ring_stays() {
        KeyRing other = KeyRing.permanent(secret(2)).key("k2", secret(3)).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.replace(other))
                .withMessageContaining("permanent");
        assertThat(keys.ring()).isSameAs(first);
    }

    @Test
    void another_key_under_an_id_that_is_taken_is_refused_and_the_ring_stays() {
        KeyRing renamed =
                KeyRing.permanent(secret(1)).key(first.currentId(), secret(2)).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.replace(renamed))
                .withMessageContaining(first.currentId());
        assertThat(keys.ring()).isSameAs(first);
    }
}
