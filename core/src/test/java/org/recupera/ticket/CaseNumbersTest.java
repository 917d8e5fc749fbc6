package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.CaseNumber;
import org.recupera.port.PortalId;
import org.recupera.ticket.CaseNumbers.Flaw;
import org.recupera.ticket.CaseNumbers.Flawed;
import org.recupera.ticket.CaseNumbers.Read;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseNumbersTest {

    private static final ZoneId TEGUCIGALPA = ZoneId.of("America/Tegucigalpa");
    private static final PortalId PORTAL = new PortalId("honducompras");
    private static final Instant NOON = Instant.parse("2026-11-20T18:00:00Z");
    private static final CaseNumber SOME = new CaseNumber("HC-2026-7Q4K9M2XJ");

    private final CaseNumbers numbers = CaseNumbers.random("HC", TEGUCIGALPA, new SeededRandom(4));

    @Test
    void a_random_number_has_the_form_that_help_desks_leave_alone() {
        Pattern form = Pattern.compile("HC-2026-[0-9A-HJKMNP-TV-Z]{9}");
        for (int i = 0; i < 1_000; i++) {
            assertThat(numbers.next(NOON).value()).matches(form);
        }
    }

    @Test
    void random_numbers_use_every_character_everywhere_and_do_not_repeat() {
        Set<CaseNumber> seen = new HashSet<>();
        Map<Integer, Set<Character>> used = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            CaseNumber number = numbers.next(NOON);
            seen.add(number);
            for (int at = 8; at < 17; at++) {
                used.computeIfAbsent(at, position -> new HashSet<>())
                        .add(number.value().charAt(at));
            }
        }

        assertThat(seen).hasSize(2_000);
        assertThat(used.values())
                .hasSize(9)
                .allSatisfy(characters -> assertThat(characters).hasSize(32));
    }

    @Test
    void the_year_is_the_one_on_the_portals_wall() {
        assertThat(numbers.next(Instant.parse("2027-01-01T05:59:59Z")).value()).startsWith("HC-2026-");
        assertThat(numbers.next(Instant.parse("2027-01-01T06:00:00Z")).value()).startsWith("HC-2027-");
    }

    @Test
    void counted_numbers_begin_anew_each_year() {
        Map<Integer, Long> counts = new HashMap<>();
        CaseNumbers counted = CaseNumbers.sequential(
                "SECOP", TEGUCIGALPA, PORTAL, (portal, year) -> counts.merge(year, 1L, Long::sum));

        assertThat(Stream.of(NOON, NOON, Instant.parse("2027-06-01T00:00:00Z"), NOON)
                        .map(counted::next)
                        .map(number -> number.value().substring(0, 19)))
                .containsExactly(
                        "SECOP-2026-00000001", "SECOP-2026-00000002", "SECOP-2027-00000001", "SECOP-2026-00000003");
    }

    @Test
    void a_sequence_may_count_to_the_last_number_of_eight_digits() {
        CaseNumbers counted = CaseNumbers.sequential("HC", TEGUCIGALPA, PORTAL, (portal, year) -> 99_999_999L);

        assertThat(counted.next(NOON).value()).startsWith("HC-2026-99999999");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 100_000_000, Long.MAX_VALUE})
    void a_sequence_that_breaks_its_promise_gives_no_number(long value) {
        CaseNumbers counted = CaseNumbers.sequential("HC", TEGUCIGALPA, PORTAL, (portal, year) -> value);

        assertThatIllegalStateException().isThrownBy(() -> counted.next(NOON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hc", "H-C", "HONDURASC", "ÑU", "H C"})
    void a_prefix_has_digits_and_capitals_alone(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaseNumbers.random(prefix, TEGUCIGALPA, new SeededRandom(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HC-2026-7Q4K9M2XJ",
                "hc-2026-7q4k9m2xj",
                "HC20267Q4K9M2XJ",
                "  HC 2026 7Q4K 9M2X J ",
                "HC–2026—7Q4K9M2XJ",
                "HC\u20112026\u22127Q4K9M2XJ",
                "h c 2 0 2 6 7 q 4 k 9 m 2 x j",
                "[HC-2026-7Q4K9M2XJ]",
                "HC-2O26-7Q4K9M2XJ",
                "\ufeffHC-2026-\u00ad7Q4K9M2XJ\u200b\u00a0",
                "HC-2026-7Q4K9M2XJ\r\n"
            })
    void a_number_is_read_as_people_type_and_dictate_it(String typed) {
        assertThat(numbers.read(typed)).isEqualTo(new Read(SOME));
    }

    @Test
    void look_alikes_are_read_as_what_they_look_like() {
        CaseNumbers secop = CaseNumbers.sequential("SECOP", TEGUCIGALPA, PORTAL, (portal, year) -> 10_111_011);
        CaseNumber number = secop.next(NOON);

        assertThat(secop.read("5EC0P-2026-1O1IlOL" + number.value().substring(18)))
                .as("5 is no look-alike")
                .isEqualTo(new Flawed(Flaw.MISTYPED));
        assertThat(secop.read("sec0p-2O26-iOlIlOI" + number.value().substring(18)))
                .isEqualTo(new Read(number));
    }

    @Test
    void a_prefix_of_look_alikes_is_read_as_the_profile_writes_it() {
        CaseNumbers licitul = CaseNumbers.random("LICITUL0", TEGUCIGALPA, new SeededRandom(3));
        CaseNumber number = licitul.next(NOON);

        assertThat(licitul.read(number.value().replace("LICITUL0", "11C1TV1O"))).isEqualTo(new Read(number));
    }

    @Test
    void a_number_of_another_prefix_is_read_as_it_is() {
        CaseNumber other =
                CaseNumbers.random("SECOP", TEGUCIGALPA, new SeededRandom(5)).next(NOON);

        assertThat(numbers.read(other.value().toLowerCase(Locale.ROOT))).isEqualTo(new Read(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\u00a0\r\n", "-", "[ ]", "\u200b"})
    void nothing_typed_is_empty(String typed) {
        assertThat(numbers.read(typed)).isEqualTo(new Flawed(Flaw.EMPTY));
        assertThat(numbers.read(null)).isEqualTo(new Flawed(Flaw.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("formless")
    void what_has_another_form_is_told_so(String typed) {
        assertThat(numbers.read(typed)).isEqualTo(new Flawed(Flaw.WRONG_FORM));
    }

    static Stream<String> formless() {
        return Stream.of(
                "7Q4K9M2XJ",
                "2026-7Q4K9M2XJ",
                "HC-2026-7Q4K9M2X/J",
                "HC-2026",
                "HC-20A6-7Q4K9M2XJ",
                "HONDURASC-2026-7Q4K9M2XJ",
                "HC-٢٠٢٦-7Q4K9M2XJ",
                "HC-2026-7Q4K9M2ſJ",
                "HC-2026-7Q4K9M2ıJ",
                "<b>HC-2026-7Q4K9M2XJ",
                "{{7*7}}",
                "\ud800",
                " ".repeat(CaseNumbers.MAX_LENGTH + 1),
                "0".repeat(1_000_000));
    }

    /** Every position, every digit and capital in its place, and every two neighbours exchanged. */
    @Tag("walk")
    @ParameterizedTest
    @ValueSource(strings = {"HC", "SECOP", "C", "PORTAL27"})
    void one_wrong_character_and_two_exchanged_ones_never_make_another_number(String prefix) {
        CaseNumbers portal = CaseNumbers.random(prefix, TEGUCIGALPA, new SeededRandom(20_261_120));
        int slips = 0;
        for (int i = 0; i < 500; i++) {
            CaseNumber number = portal.next(NOON);
            String whole = number.value().replace("-", "");
            for (int at = 0; at < whole.length(); at++) {
                for (char other : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
                    slips += slip(portal, number, whole.substring(0, at) + other + whole.substring(at + 1));
                }
                if (at > 0) {
                    String swapped = whole.substring(0, at - 1) + whole.charAt(at) + whole.charAt(at - 1);
                    slips += slip(portal, number, swapped + whole.substring(at + 1));
                }
            }
        }

        assertThat(slips).as("slips that were tried").isGreaterThan(200_000);
    }

    /** Makes sure that a slip is noticed, unless the characters are taken for each other and the number is the same. */
    private static int slip(CaseNumbers portal, CaseNumber number, String typed) {
        if (asSeen(typed).equals(asSeen(number.value()))) {
            assertThat(portal.read(typed)).as(typed).isEqualTo(new Read(number));
            return 0;
        }
        assertThat(portal.read(typed)).as(typed).isInstanceOf(Flawed.class);
        return 1;
    }

    private static String asSeen(String text) {
        return text.replace("-", "").replace('O', '0').replaceAll("[IL]", "1").replace('U', 'V');
    }
}
