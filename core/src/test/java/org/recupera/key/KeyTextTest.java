package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.recupera.key.RandomSecrets.secret;
import static org.recupera.key.RandomSecrets.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyTextTest {

    private static final KeyRing ONE = KeyRing.of(secret(1));

    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s\r\n", "# for HonduCompras\n\n%s # 2026\n", "secret %s", "secret\t%s;"})
    void one_secret_alone_is_a_ring_of_it(String text) {
        assertSame(parse(text.formatted(text(1))), ONE);
    }

    @Test
    void lines_list_keys_of_which_the_first_is_current_unless_another_is_named() {
        String lines = """
                # the portal's keys
                permanent %s
                key k1 %s   # January
                key k2 %s
                """.formatted(text(1), text(2), text(3));
        KeyRing.Builder builder =
                KeyRing.permanent(secret(1)).key("k1", secret(2)).key("k2", secret(3));

        assertSame(parse(lines), builder.build());
        assertSame(parse(lines + "current k2"), builder.current("k2").build());
        assertSame(parse("current k2\n" + lines), builder.current("k2").build());
        assertSame(
                parse(lines + "revoked k1\nrevoked k0"),
                builder.revoked("k1").revoked("k0").build());
    }

    @Test
    void semicolons_stand_for_line_ends() {
        assertSame(
                parse("permanent " + text(1) + "; key k1 " + text(2) + ";key k2 " + text(3) + "; current k2;"),
                parse("permanent " + text(1) + "\nkey k1 " + text(2) + "\nkey k2 " + text(3) + "\ncurrent k2"));
    }

    @Test
    void lines_below_the_first_secret_keep_what_was_made_with_it_alone() {
        KeyRing added = parse("secret " + text(1) + "\nkey k2 " + text(2));
        KeyRing rotated = parse("secret " + text(1) + "\nkey k2 " + text(2) + "\ncurrent k2");
        KeyRing revoked =
                parse("secret " + text(1) + "\nkey k2 " + text(2) + "\ncurrent k2\nrevoked " + ONE.currentId());

        assertThat(added.currentId()).isEqualTo(ONE.currentId());
        for (KeyRing later : List.of(added, rotated)) {
            assertThat(later.linkSecret(ONE.currentId(), "a"))
                    .contains(ONE.linkSecret(ONE.currentId(), "a").orElseThrow());
        }
        for (KeyRing later : List.of(added, rotated, revoked)) {
            assertThat(later.pseudonym("x", "a")).isEqualTo(ONE.pseudonym("x", "a"));
        }
        assertThat(revoked.linkSecret(ONE.currentId(), "a")).isEmpty();
    }

    @Test
    void every_problem_is_named_at_once_by_its_line_and_no_secret_is_repeated() {
        String secret = text(2);
        String lines = String.join(
                "\n",
                "permanent " + text(1),
                "# a comment counts as a line",
                "key k1 short",
                "key K9 " + secret,
                "key k3 " + secret,
                "key k4 " + secret,
                secret + " k5",
                "key " + secret + " k6",
                "current",
                "current k7; current k3",
                "permanent " + secret,
                "revoked IOU");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(lines))
                .withNoCause()
                .satisfies(refused -> {
                    assertThat(refused.getMessage().lines().skip(1).map(String::strip))
                            .satisfiesExactly(
                                    line -> assertThat(line)
                                            .startsWith("line 3: the secret")
                                            .contains("openssl rand"),
                                    line -> assertThat(line).startsWith("line 4: a key id has 2 to 8 characters"),
                                    line -> assertThat(line)
                                            .startsWith("line 6: ")
                                            .contains("the key k3"),
                                    line -> assertThat(line)
                                            .startsWith("line 7: ")
                                            .contains("current, key, permanent"),
                                    line -> assertThat(line).startsWith("line 8: a key id"),
                                    line -> assertThat(line).isEqualTo("line 9: this is written: current <id>"),
                                    line -> assertThat(line)
                                            .startsWith("line 10, part 1: ")
                                            .contains("no key k7"),
                                    line -> assertThat(line).startsWith("line 10, part 2: another key is current"),
                                    line -> assertThat(line).startsWith("line 11: there is a permanent secret"),
                                    line -> assertThat(line).startsWith("line 12: a key id"));
                    assertRepeatsNothingOf(secret, refused.getMessage());
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    key k1 SECRET                                       | permanent <base64>
                    permanent SECRET                                    | key <id> <base64>
                    permanent SECRET; key k1 OTHER; revoked k1          | no key that is not revoked
                    permanent SECRET; key k1 OTHER; current k1; revoked k1 | revoked and cannot be current
                    secret SECRET; permanent OTHER                      | permanent secret already
                    secret SECRET; key k2 SECRET                        | the secret of the key
                    # nothing                                           | there is no secret
                    """)
    void a_ring_that_lacks_something_is_refused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(text.replace("SECRET", text(1)).replace("OTHER", text(2))))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret short", "permanent SECRET; key k1 short", "permanent short; key k1 SECRET"})
    void what_is_there_but_refused_is_not_called_missing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(text.replace("SECRET", text(1))))
                .satisfies(refused -> assertThat(refused.getMessage().lines()).hasSize(2));
    }

    @Test
    void an_environment_variable_is_named_when_it_is_missing_or_refused() {
        assertSame(KeyRing.fromEnvironment(Map.of("KEYS", text(1)), "KEYS"), ONE);
        for (Map<String, String> environment :
                List.of(Map.of("OTHER", text(1)), Map.of("KEYS", " "), Map.of("KEYS", "x"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyRing.fromEnvironment(environment, "KEYS"))
                    .withMessageStartingWith("KEYS: ")
                    .withMessageContaining("openssl rand -base64 32");
        }
    }

    private static KeyRing parse(String text) {
        return KeyRing.parse(Secret.of(text));
    }

    private static void assertSame(KeyRing ring, KeyRing expected) {
        ring.checkFollows(expected);
        assertThat(ring).hasToString(expected.toString());
    }

    /** Not even four characters in a row, but for those that the message would have anyway. */
    private static void assertRepeatsNothingOf(String secret, String message) {
        assertThat(Arrays.stream(new int[] {0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40})
                        .mapToObj(i -> secret.substring(i, i + 4)))
                .noneMatch(message::contains);
    }
}
