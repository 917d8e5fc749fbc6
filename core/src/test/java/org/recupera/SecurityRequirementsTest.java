package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the project holds itself to, and whether the tests that are said to hold it are there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecurityRequirementsTest {

    private static final String HERE = "core:org.recupera.SecurityRequirementsTest#";
    private static final TestSources SOURCES = TestSources.below(Path.of(".."));

    @Test
    void each_of_seventy_rows_is_there_once_and_its_tests_exist() {
        List<String> numbers = IntStream.rangeClosed(1, 70)
                .mapToObj(number -> (number < 10 ? "R0" : "R") + number)
                .toList();

        assertThat(RequirementTable.read("security-requirements.md").flaws(numbers, SOURCES))
                .isEmpty();
    }

    @Test
    void tests_of_every_kind_are_found_where_they_run() {
        assertThat(
                        flaws(
                                HERE + "tests_of_every_kind_are_found_where_they_run",
                                HERE + "what_is_no_test_is_told",
                                // inherited from a contract suite of core's
                                "core:org.recupera.memory.InMemoryTokenStoreTest#of_sixteen_that_move_one_link_exactly_one_does",
                                "jdbc-adapter:org.recupera.jdbc.H2TokenStoreTest#of_sixteen_that_move_one_link_exactly_one_does",
                                // inherited from a contract of the module's own
                                "jdbc-adapter:org.recupera.jdbc.H2StorageTest#Nothing_is_created_unasked",
                                // marked by an annotation of the tests' own
                                "core:org.recupera.profile.MailTest#a_name_of_somebodys_own_choosing_brings_no_element_and_no_link",
                                // sources that are run by profiles of their own
                                "jdbc-adapter:org.recupera.jdbc.MariaDbCollationTest#Nobody_is_missed_and_who_is_too_much_can_be_told",
                                "mail-adapter:org.recupera.mail.OpenSslTest#A_signed_mail_is_accepted_as_the_signers",
                                "examples/portal:org.recupera.examples.portal.BrowserTest#a_person_who_forgot_the_password_gets_back_in"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "core:org.recupera.SecurityRequirementsTest#renamed, names no method",
        "core:org.recupera.Dropped#test, names no class",
        "jdbc-adapter:org.recupera.memory.InMemoryTokenStoreTest#a_purge_gives_room, names no class",
        "no-module:org.recupera.jdbc.H2StorageTest#test, names no class",
        "core:org.recupera.SecurityRequirementsTest#flaws, names a method that is no test",
        "core:org.recupera.conformance.TokenStoreSuite#instants_survive_to_the_microsecond, names a class that does not run",
    })
    void what_is_no_test_is_told(String name, String flaw) {
        assertThat(flaws(name)).singleElement().asString().contains(name, flaw);
    }

    @Test
    void rows_that_are_missing_double_or_empty_are_told() {
        String test = "`" + HERE + "tests_of_every_kind_are_found_where_they_run`";
        RequirementTable table = RequirementTable.of(String.join(
                "\n",
                "| R01 | One thing | Somebody | " + test + " |",
                "| | | | Open: the other half of it. |",
                "| R01 | Again | Somebody | " + test + " |",
                "| R03 | Something | Somebody |  |",
                "| R04 | Something | Somebody | SomeTest#somewhere |",
                "| R05 | Something |  | Does not apply: there is no such thing here. |",
                "| R06 | Something | Somebody | Overruled: something else was decided. |",
                "| R07 | Something | Somebody | Open: |",
                "| R08 | Something | Somebody | Does not apply: there is no such thing here. |"));

        assertThat(table.flaws(List.of("R01", "R02", "R03", "R04", "R05", "R06", "R07"), SOURCES))
                .containsExactly(
                        "R02 is missing",
                        "<R08> is no row",
                        "R01 is there twice",
                        "the rows are not in their order",
                        "R03 is held by neither a test nor a reason: <>",
                        "R04 is held by neither a test nor a reason: <SomeTest#somewhere>",
                        "R05 does not say what is required, or by whom",
                        "R06 was decided otherwise, and no test holds what was decided",
                        "R07 is held by neither a test nor a reason: <Open:>");
    }

    private static List<String> flaws(String... tests) {
        StringBuilder table = new StringBuilder("| R01 | Something | Somebody | Open: until tests are named. |\n");
        for (String test : tests) {
            table.append("| | | | `").append(test).append("` |\n");
        }
        return RequirementTable.of(table.toString()).flaws(List.of("R01"), SOURCES);
    }
}
