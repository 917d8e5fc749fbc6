package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BcryptTest {

    private static final Bcrypt BCRYPT = Bcrypt.ofCost(10);
    private static final String SEVENTY_ONE = "a".repeat(71);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // htpasswd -nbB -C 10 u PASSWORD (Apache httpd 2.4.71)
                "'Contraseña segura 2026' $2y$10$4wWejMuURcMKz30MSAu4weD8nVp76kj7XFusFAQh26Vr.kN3CkK7S",
                // perl -e 'print crypt(PASSWORD, q($2b$10$Zk1uKx0tTq9F3hS5vY7aC.))' (libxcrypt 4.4.33), then with
                // $2a$06$
                "'Contraseña segura 2026' $2b$10$Zk1uKx0tTq9F3hS5vY7aC.Q9kiPk3Sn83iXmLEIIt0EazxkwUfU6O",
                "'Contraseña segura 2026' $2a$06$Zk1uKx0tTq9F3hS5vY7aC.wbcVO/TNgnZ9paYe/AV59ukdBAWUICi",
                // The first test vector of crypt_blowfish, made again by libxcrypt
                "'U*U' $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
            })
    void Hashes_of_other_implementations_verify(String password, String stored) {
        assertThat(BCRYPT.verify(Secret.of(password), stored)).isTrue();
        assertThat(BCRYPT.verify(Secret.of(password + " "), stored)).isFalse();
    }

    @Test
    void All_72_bytes_count() {
        // perl -e 'print crypt("a" x 71 . "b", q($2b$06$Zk1uKx0tTq9F3hS5vY7aC.))' (libxcrypt 4.4.33)
        String stored = "$2b$06$Zk1uKx0tTq9F3hS5vY7aC.VGIOUkCw5gcxTRyJrGiK5BR/cYKbG3m";
        assertThat(BCRYPT.verify(Secret.of(SEVENTY_ONE + "b"), stored)).isTrue();
        assertThat(BCRYPT.verify(Secret.of(SEVENTY_ONE + "a"), stored)).isFalse();
        assertThat(BCRYPT.verify(Secret.of(SEVENTY_ONE), stored)).isFalse();
    }

    @Test
    void A_password_that_others_would_cut_does_not_verify() {
        String stored = "$2b$06$Zk1uKx0tTq9F3hS5vY7aC.VGIOUkCw5gcxTRyJrGiK5BR/cYKbG3m";
        assertThat(BCRYPT.verify(Secret.of(SEVENTY_ONE + "bc"), stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 73, 1000})
    void Only_up_to_72_bytes_are_accepted(int bytes) {
        Secret ascii = Secret.of("a".repeat(bytes));
        assertThat(BCRYPT.accepts(ascii)).isEqualTo(bytes <= 72);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789012345678901234567890123456789012345678901234567890123456789012",
                "ññññññññññññññññññññññññññññññññññññña",
                "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑",
                "before\u0000after",
                "\u0000",
                "xxxxxxxxxxxxxx\ud800"
            })
    void What_would_not_count_as_a_whole_is_refused(String password) {
        Secret secret = Secret.of(password);
        assertThat(BCRYPT.accepts(secret)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BCRYPT.hash(secret))
                .withMessageNotContaining(password);
    }

    @Test
    void A_hash_is_of_version_2b_with_a_salt_of_its_own() {
        Secret password = Secret.of("ñ".repeat(36));
        String first = BCRYPT.hash(password);
        assertThat(first).startsWith("$2b$10$").hasSize(60);
        assertThat(BCRYPT.hash(password)).isNotEqualTo(first);
        assertThat(BCRYPT.verify(password, first)).isTrue();
        assertThat(BCRYPT.verify(Secret.of("ñ".repeat(35)), first)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "U*U",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeWW",
                "{bcrypt}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$cF2j0sG8IzDQZ1ZdiA5NGBU1/riJ/CMz+WsinClmpfI"
            })
    void What_is_no_bcrypt_hash_is_not_tried_and_wants_a_rehash(String stored) {
        assertThat(BCRYPT.verify(Secret.of("U*U"), stored)).isFalse();
        assertThat(BCRYPT.needsRehash(stored)).isTrue();
    }

    @Test
    void A_rehash_is_wanted_only_after_a_raise() {
        String cost10 = "$2y$10$4wWejMuURcMKz30MSAu4weD8nVp76kj7XFusFAQh26Vr.kN3CkK7S";
        assertThat(BCRYPT.needsRehash(cost10)).isFalse();
        assertThat(Bcrypt.standard().needsRehash(cost10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 17, 31, -1})
    void A_cost_out_of_range_is_refused_when_it_is_made(int cost) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bcrypt.ofCost(cost));
    }
}
