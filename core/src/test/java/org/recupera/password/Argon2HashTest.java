package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class Argon2HashTest {

    private static final String SALT = "$c29tZXNhbHQ";
    private static final String TAG = "$cF2j0sG8IzDQZ1ZdiA5NGBU1/riJ/CMz+WsinClmpfI";
    private static final String GOOD = "$argon2id$v=19$m=19456,t=2,p=1" + SALT + TAG;

    @Test
    void A_good_one_is_read() {
        assertThat(Argon2Hash.parse(GOOD)).hasValueSatisfying(hash -> {
            assertThat(hash.cost()).isEqualTo(new Argon2Cost(19_456, 2, 1));
            assertThat(hash.salt()).asString().isEqualTo("somesalt");
            assertThat(hash.tag()).hasSize(32);
        });
    }

    @Test
    void The_id_of_a_key_is_read() {
        String keyed = "$argon2id$v=19$m=19456,t=2,p=1,keyid=MjAyNi1i" + SALT + TAG;
        assertThat(Argon2Hash.parse(keyed)).hasValueSatisfying(hash -> {
            assertThat(hash.keyId()).isEqualTo("2026-b");
            assertThat(hash.print()).isEqualTo(keyed);
        });
        assertThat(Argon2Hash.parse(GOOD))
                .hasValueSatisfying(hash -> assertThat(hash.keyId()).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=4294967295,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=99999999999999999999,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=1048577,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=65,p=1" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=999999999,p=1" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=65" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=16777215" + SALT + TAG,
                "$argon2id$v=19$m=7,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=31,t=2,p=4" + SALT + TAG,
                "$argon2id$v=19$m=0,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=0,p=1" + SALT + TAG,
                "$argon2id$v=19$m=-19456,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=+19456,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=019456,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$m=1٩456,t=2,p=1" + SALT + TAG,
                "$argon2id$v=19$t=2,m=19456,p=1" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=Zm9vZm9vZm9v" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=Zm9x" + "Z" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=azF=" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=azF" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=AAEC" + SALT + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,data=Zm9v" + SALT + TAG,
                "$argon2id$v=19$keyid=Zm9v,m=19456,t=2,p=1" + SALT + TAG,
                "$argon2id$m=19456,t=2,p=1" + SALT + TAG,
                "$argon2d$v=19$m=19456,t=2,p=1" + SALT + TAG,
                "$Argon2id$v=19$m=19456,t=2,p=1" + SALT + TAG,
                "argon2id$v=19$m=19456,t=2,p=1" + SALT + TAG,
                GOOD + "\n",
                GOOD + " ",
                GOOD + "=",
                GOOD + "$",
                GOOD + "\u0000",
                " " + GOOD,
                GOOD + GOOD,
                // The last character has bits that belong to no byte.
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHR" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1" + SALT + "$cF2j0sG8IzDQZ1ZdiA5NGBU1/riJ/CMz+WsinClmpfJ",
                // No bytes have this many characters.
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQAA" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZQ" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1$" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1" + SALT + "$",
                "$argon2id$v=19$m=19456,t=2,p=1" + SALT + "$cF2j0sG8IzA",
                "$argon2id$v=19$m=19456,t=2,p=1" + SALT + "$cF2j0sG8IzDQZ1ZdiA5NGBU1_riJ-CMz-WsinClmpfI"
            })
    void Anything_else_is_refused_and_not_tried(String stored) {
        assertThat(Argon2Hash.parse(stored)).isEmpty();
    }

    @Test
    void What_is_printed_is_read_back_and_no_one_character_change_reads_as_the_same() {
        Random random = new Random(9106);
        for (int i = 0; i < 500; i++) {
            byte[] salt = new byte[8 + random.nextInt(57)];
            byte[] tag = new byte[16 + random.nextInt(49)];
            random.nextBytes(salt);
            random.nextBytes(tag);
            Argon2Cost cost =
                    new Argon2Cost(512 + random.nextInt(100_000), 1 + random.nextInt(64), 1 + random.nextInt(64));
            @Nullable String keyId = random.nextBoolean() ? null : "k-" + random.nextInt(1_000);
            String printed = new Argon2Hash(cost, keyId, salt, tag).print();

            assertThat(Argon2Hash.parse(printed)).hasValueSatisfying(read -> {
                assertThat(read.cost()).isEqualTo(cost);
                assertThat(read.keyId()).isEqualTo(keyId);
                assertThat(read.salt()).isEqualTo(salt);
                assertThat(read.tag()).isEqualTo(tag);
            });
            StringBuilder changed = new StringBuilder(printed);
            int at = random.nextInt(printed.length());
            changed.setCharAt(at, printed.charAt(at) == 'A' ? 'B' : 'A');
            assertThat(Argon2Hash.parse(changed.toString()).stream())
                    .allSatisfy(read -> assertThat(read.print()).isNotEqualTo(printed));
        }
    }
}
