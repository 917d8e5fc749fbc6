package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class Argon2idTest {

    private static final Argon2id LIGHT = Argon2id.builder().cost(19_456, 2, 1).build();
    private static final Secret PASSWORD = Secret.of("Contraseña segura 2026");

    private static final String KEY_1 = "omCJ/7xd1fWcRmyiJwCq+FZi9O6marvTHY9Q/1mnb1U=";
    private static final String KEY_2 = "B1N24cZCkESTiLrv5iwFOJqY/RbVKyNAh73C66WYvA8=";
    private static final String KEY_3 = "q83vASNFZ4mrze8BI0Vnias3ISAs9HdL5ub1pFmQ3kY=";

    /** Made by the reference implementation: {@code printf '%s' PASSWORD | argon2 somesalt -id -k 19456 -t 2 -p 1 -l 32 -e}. */
    private static final String FLOOR =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$cF2j0sG8IzDQZ1ZdiA5NGBU1/riJ/CMz+WsinClmpfI";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // Debian's argon2 0~20171227 (the reference implementation), all with -e:
                // argon2 somesalt -id -k 19456 -t 2 -p 1 -l 32
                "'Contraseña segura 2026' "
                        + "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$cF2j0sG8IzDQZ1ZdiA5NGBU1/riJ/CMz+WsinClmpfI",
                // argon2 saltsalt12345678 -id -m 16 -t 3 -p 1 -l 32
                "'Contraseña segura 2026' $argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQxMjM0NTY3OA$"
                        + "D1PdDHoF77xUpKKeKdMxPflhjI5TJi5cOG1XiDefdgs",
                // argon2 'bytesbytesbytes!!x' -id -k 8192 -t 4 -p 4 -l 24
                "'🔑 llave 🔑' "
                        + "$argon2id$v=19$m=8192,t=4,p=4$Ynl0ZXNieXRlc2J5dGVzISF4$eAchDTfCOXkIhsaMdVQ83HKm3QBBfZ3f"
            })
    void Hashes_of_the_reference_implementation_verify(String password, String stored) {
        assertThat(LIGHT.verify(Secret.of(password), stored)).isTrue();
        assertThat(LIGHT.verify(Secret.of(password + " "), stored)).isFalse();
    }

    @Test
    void The_primitive_gives_the_tag_of_RFC_9106_section_5_3() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);
        assertThat(tag)
                .isEqualTo(HexFormat.of().parseHex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
    }

    @Test
    void A_hash_is_a_PHC_string_with_a_salt_of_its_own() {
        String first = LIGHT.hash(PASSWORD);
        String second = LIGHT.hash(PASSWORD);
        assertThat(first).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(second).isNotEqualTo(first);
        assertThat(LIGHT.verify(PASSWORD, first)).isTrue();
        assertThat(LIGHT.verify(PASSWORD, second)).isTrue();
        assertThat(LIGHT.verify(Secret.of("contraseña segura 2026"), first)).isFalse();
    }

    @Test
    void The_standard_fits_the_heap_and_verifies_what_it_hashed() {
        PasswordHash standard = Argon2id.standard();
        String stored = standard.hash(PASSWORD);
        assertThat(stored).containsPattern("\\$m=(65536,t=3|19456,t=2),p=1\\$");
        assertThat(standard.verify(PASSWORD, stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secreto",
                "$2b$10$Zk1uKx0tTq9F3hS5vY7aC.Q9kiPk3Sn83iXmLEIIt0EazxkwUfU6O",
                // The reference implementation again, for the password x: argon2i, and version 16.
                "$argon2i$v=19$m=8192,t=4,p=1$c29tZXNhbHQ$XIizoDS1rtDerbyeuIrfRjvYKSflnOZh2TH0zkveFkU",
                "$argon2id$v=16$m=8192,t=4,p=1$c29tZXNhbHQ$ePBmEQ+07vUqI30L8zEUkfgRdJ6P+ubxeriMDg1yCSw"
            })
    void What_is_no_hash_of_this_kind_verifies_nothing_and_wants_a_rehash(String stored) {
        assertThat(LIGHT.verify(Secret.of("x"), stored)).isFalse();
        assertThat(LIGHT.needsRehash(stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxxxxxxxxxxxxx\ud800", "\udc00"})
    void Ill_formed_text_is_neither_hashed_nor_taken_for_a_question_mark(String text) {
        Secret illFormed = Secret.of(text);
        String stored = LIGHT.hash(Secret.of(text.replaceAll("\\p{Cs}", "?")));
        assertThat(LIGHT.accepts(illFormed)).isFalse();
        assertThat(LIGHT.verify(illFormed, stored)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LIGHT.hash(illFormed))
                .withMessageNotContaining(text);
    }

    @ParameterizedTest
    @CsvSource({"19455, 2, 1", "19456, 1, 1", "19456, 2, 0", "1048577, 2, 1", "19456, 65, 1", "19456, 2, 65", "-1, 2, 1"
    })
    void A_cost_below_the_floor_or_absurd_is_refused_at_build(int memoryKib, int iterations, int lanes) {
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2id.builder().cost(memoryKib, iterations, lanes));
    }

    @Test
    void A_budget_that_no_hash_fits_is_refused_at_build() {
        Argon2id.Builder builder = Argon2id.builder().cost(19_456, 2, 1).memoryBudget(19_455);
        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void Negative_patience_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2id.builder().patience(Duration.ofNanos(-1)));
    }

    @Test
    void Patience_may_be_without_end() {
        Argon2id patient = Argon2id.builder()
                .cost(19_456, 2, 1)
                .patience(Duration.ofSeconds(Long.MAX_VALUE))
                .build();
        assertThat(patient.verify(PASSWORD, patient.hash(PASSWORD))).isTrue();
    }

    @Test
    void A_cheaper_hash_takes_as_long_to_verify_as_a_new_one() {
        String cheap = new Argon2Hash(new Argon2Cost(64, 1, 1), null, new byte[16], new byte[32]).print();
        String current = LIGHT.hash(PASSWORD);
        List<Long> ofCheap = new ArrayList<>();
        List<Long> ofCurrent = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ofCheap.add(processorTime(() -> LIGHT.verify(PASSWORD, cheap)));
            ofCurrent.add(processorTime(() -> LIGHT.verify(PASSWORD, current)));
        }

        // The hash alone takes a six hundredth.
        assertThat(Collections.min(ofCheap)).isGreaterThan(Collections.min(ofCurrent) / 2);
    }

    @Test
    void A_hash_whose_pepper_is_gone_takes_as_long_to_verify_as_a_new_one() {
        Argon2id narrow = Argon2id.builder()
                .cost(19_456, 2, 1)
                .memoryBudget(19_456)
                .patience(Duration.ZERO)
                .build();
        String gone = keyed("k1", KEY_1).hash(PASSWORD);
        narrow.budget().spend(1, () -> {
            assertThatExceptionOfType(PortException.class)
                    .as("it needs the memory of a whole hash")
                    .isThrownBy(() -> narrow.verify(PASSWORD, gone))
                    .matches(PortException::isBusy);
            return true;
        });
        List<Long> ofGone = new ArrayList<>();
        List<Long> ofCurrent = new ArrayList<>();
        String current = LIGHT.hash(PASSWORD);
        for (int i = 0; i < 9; i++) {
            ofGone.add(processorTime(() -> LIGHT.verify(PASSWORD, gone)));
            ofCurrent.add(processorTime(() -> LIGHT.verify(PASSWORD, current)));
        }
        assertThat(Collections.min(ofGone)).isBetween(Collections.min(ofCurrent) / 2, Collections.min(ofCurrent) * 2);
        assertThat(narrow.verify(PASSWORD, gone)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "19456, 2, 1, 65536, 3",
        "65536, 3, 1, 65536, 4",
        "65536, 1, 4, 65536, 3",
        "19456, 5, 1, 65536, 2",
        "64, 1, 1, 19456, 2",
        "47104, 1, 1, 1048576, 64"
    })
    void What_is_missing_after_a_cheaper_hash_makes_up_the_cost(
            int memory, int passes, int lanes, int most, int times) {
        Argon2Cost spent = new Argon2Cost(memory, passes, lanes);
        Argon2Cost cost = new Argon2Cost(most, times, 1);

        Argon2Cost missing = cost.missingAfter(spent).orElseThrow();

        assertThat(missing.memoryKib()).isLessThanOrEqualTo(most);
        assertThat(spent.work() + missing.work()).isBetween(cost.work() - times, cost.work());
        assertThat(spent.missingAfter(cost)).isEmpty();
        assertThat(cost.missingAfter(cost)).isEmpty();
    }

    private static long processorTime(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - before;
    }

    @Test
    void Verifying_is_bounded_by_the_budget_too() {
        Argon2id small =
                Argon2id.builder().cost(19_456, 2, 1).memoryBudget(19_456).build();
        String stored =
                "$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQxMjM0NTY3OA$D1PdDHoF77xUpKKeKdMxPflhjI5TJi5cOG1XiDefdgs";
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> small.verify(PASSWORD, stored))
                .withMessageContaining("65536");
        assertThat(small.verify(PASSWORD, FLOOR)).isTrue();
    }

    @Test
    void Hashing_takes_its_turn_and_gives_it_up_when_interrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> LIGHT.hash(PASSWORD));
        assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
    }

    @Test
    void A_rehash_is_wanted_after_a_raise_and_not_after_a_cut() {
        Argon2id raised = Argon2id.builder().cost(19_456, 3, 1).build();
        assertThat(LIGHT.needsRehash(FLOOR)).isFalse();
        assertThat(raised.needsRehash(FLOOR)).isTrue();
        assertThat(LIGHT.needsRehash(raised.hash(PASSWORD))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // The reference implementation's argon2id_ctx (libargon2 0~20171227), called with the key as secret
                KEY_1 + " $argon2id$v=19$m=19456,t=2,p=1,keyid=azE$c29tZXNhbHQ"
                        + "$1BSQsGBUgJGlohJ3KZh0p3f9lL69mvqFMtscKBDhrMY",
                KEY_2 + " $argon2id$v=19$m=19456,t=2,p=1,keyid=MjAyNi1i$c2FsdHNhbHQxMjM0NTY3OA"
                        + "$ZamJ6qfC8CARs/38rqEUEzQYxGeLdFhwAcMMIUAejGE"
            })
    void Keyed_hashes_of_the_reference_implementation_verify_under_their_key_alone(String key, String stored) {
        String id = stored.contains("azE") ? "k1" : "2026-b";
        assertThat(keyed(id, key).verify(PASSWORD, stored)).isTrue();
        assertThat(keyed(id, key).verify(Secret.of("Contraseña segura 2027"), stored))
                .isFalse();
        assertThat(keyed(id, KEY_3).verify(PASSWORD, stored)).isFalse();
        assertThat(keyed("other", key).verify(PASSWORD, stored)).isFalse();
        assertThat(LIGHT.verify(PASSWORD, stored)).isFalse();
        assertThat(LIGHT.verify(PASSWORD, stored.replaceFirst(",keyid=[^$]*", "")))
                .isFalse();
    }

    @Test
    void A_pepper_rotates_by_its_id() {
        Argon2id before = keyed("k1", KEY_1);
        Argon2id after = Argon2id.builder()
                .cost(19_456, 2, 1)
                .pepper("2026-b", Secret.of(KEY_2))
                .formerPepper("k1", Secret.of(KEY_1))
                .build();
        String old = before.hash(PASSWORD);
        assertThat(old).startsWith("$argon2id$v=19$m=19456,t=2,p=1,keyid=azE$");
        assertThat(before.needsRehash(old)).isFalse();
        assertThat(after.verify(PASSWORD, old)).isTrue();
        assertThat(after.needsRehash(old)).isTrue();
        String renewed = after.hash(PASSWORD);
        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1,keyid=MjAyNi1i$");
        assertThat(after.verify(PASSWORD, renewed)).isTrue();
        assertThat(after.needsRehash(renewed)).isFalse();
        assertThat(before.verify(PASSWORD, renewed)).isFalse();
    }

    @Test
    void A_pepper_that_is_added_first_makes_no_hash_yet() {
        Argon2id prepared = Argon2id.builder()
                .cost(19_456, 2, 1)
                .formerPepper("k1", Secret.of(KEY_1))
                .build();
        String plain = prepared.hash(PASSWORD);
        assertThat(plain).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(prepared.verify(PASSWORD, keyed("k1", KEY_1).hash(PASSWORD))).isTrue();
        assertThat(keyed("k1", KEY_1).verify(PASSWORD, plain)).isTrue();
        assertThat(keyed("k1", KEY_1).needsRehash(plain)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "una frase de paso muy larga, pero no base64",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
                // "Esta es la llave secreta del portal de compras", and the bytes from 1 to 32
                "RXN0YSBlcyBsYSBsbGF2ZSBzZWNyZXRhIGRlbCBwb3J0YWwgZGUgY29tcHJhcw==",
                "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void A_pepper_that_is_short_or_not_random_is_refused_and_not_repeated(String key) {
        Argon2id.Builder builder = Argon2id.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pepper("k1", Secret.of(key)))
                .withMessageContaining("openssl rand -base64 32")
                .withMessageNotContaining(key.isEmpty() ? "una frase" : key);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.formerPepper("k1", Secret.of(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k,1", "k$1", "ñ", "k 1", "123456789"})
    void An_id_that_no_hash_can_hold_is_refused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2id.builder().pepper(id, Secret.of(KEY_1)));
    }

    @Test
    void New_hashes_have_one_pepper_and_an_id_is_of_one_key() {
        Argon2id.Builder builder = Argon2id.builder().pepper("k1", Secret.of(KEY_1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pepper("k2", Secret.of(KEY_2)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.formerPepper("k1", Secret.of(KEY_2)));
    }

    private static Argon2id keyed(String id, String key) {
        return Argon2id.builder().cost(19_456, 2, 1).pepper(id, Secret.of(key)).build();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
