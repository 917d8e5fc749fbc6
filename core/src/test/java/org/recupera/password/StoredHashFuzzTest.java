package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.port.Secret;

/** Whatever stands where a hash should: it is read in one way and at a bounded cost, or is no hash. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredHashFuzzTest {

    private static final int GIB_IN_KIB = 1 << 20;

    /** Twice 2 MiB, and two blocks of at most 999 times 128 bytes. */
    private static final int LANES_OF_SCRYPT_IN_KIB = 4 * 1024 + 250;

    private static final Secret NOBODYS = Secret.of("8Y\u00f1-nobody's");
    private static final Bcrypt BCRYPT = Bcrypt.standard();
    private static final MigratingHash MIGRATING = MigratingHash.to(Argon2id.standard());

    static Stream<String> stored() {
        String argon2 = "$argon2id$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg"
                + "$xHyFS0G0iTGN2zXJ1RnIqJfkjLB9V0Jn5RzUT4lJ0bk";
        return Stream.of(
                argon2,
                argon2.replace("p=1", "p=1,keyid=azI"),
                argon2.replace("m=65536", "m=1048577"),
                argon2 + "=",
                "{argon2@SpringSecurity_v5_8}" + argon2,
                "$2b$04$abcdefghijklmnopqrstuuPK5rA3j4f4vVwNq1F5iRkz1q1lQXnO2",
                "$2y$17$abcdefghijklmnopqrstuuPK5rA3j4f4vVwNq1F5iRkz1q1lQXnO2",
                "pbkdf2_sha256$10$sal$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "$pbkdf2-sha512$i=10,l=16$c2Fs$AAAAAAAAAAAAAAAAAAAAAA",
                "$scrypt$ln=2,r=1,p=1$c2Fs$AAAAAAAAAAAAAAAAAAAAAA",
                "$scrypt$ln=20,r=8,p=1$c2Fs$AAAAAAAAAAAAAAAAAAAAAA",
                "$scrypt$ln=9,r=1,p=999$c2Fs$AAAAAAAAAAAAAAAAAAAAAA",
                "$e0801$c2Fs$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "{noop}secreto");
    }

    @MethodSource("stored")
    @FuzzTest
    void what_is_read_costs_no_more_than_it_may_and_is_written_as_it_was(@NotNull String stored) {
        Optional<Argon2Hash> argon2 = Argon2Hash.parse(stored);
        argon2.ifPresent(hash -> {
            assertThat(hash.print()).isEqualTo(stored);
            assertThat(hash.cost().memoryKib()).isBetween(8 * hash.cost().lanes(), GIB_IN_KIB);
            assertThat(hash.cost().iterations()).isBetween(1, 64);
            assertThat(hash.salt()).hasSizeBetween(8, 64);
            assertThat(hash.tag()).hasSizeBetween(16, 64);
        });
        assertThat(argon2.isPresent() || MIGRATING.needsRehash(stored)).isTrue();
        Stream.of(ScryptHash.parse(stored), ScryptHash.ofSpring(stored))
                .flatMap(Optional::stream)
                .forEach(hash -> {
                    assertThat(hash.memoryKib()).isBetween(1, GIB_IN_KIB + LANES_OF_SCRYPT_IN_KIB);
                    assertThat(hash.memoryKib() > 64 || hash.isOf(NOBODYS)).isEqualTo(hash.memoryKib() > 64);
                });
        if (stored.matches("\\$2[aby]\\$04\\$.*")) {
            assertThat(BCRYPT.verify(NOBODYS, stored)).isFalse();
        }
        if (Pbkdf2Hash.parse(stored).isPresent() && stored.matches("[^,$]*\\$[^$]*?[0-9]{1,3}(,l=[0-9]*)?\\$.*")) {
            assertThat(MIGRATING.verify(NOBODYS, stored)).isFalse();
        }
    }
}
