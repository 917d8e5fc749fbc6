package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a profile's file holds: JSON as everybody reads it, or a refusal that repeats nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrictJsonFuzzTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final String PLACE = "line [0-9]+, column [0-9]+";
    private static final String REASON = "the file is empty|text follows the closing brace, at " + PLACE
            + "|nested deeper than 32, or too long a number or key"
            + "|not JSON, or a key that stands twice, at " + PLACE;

    static Stream<String> files() {
        return Stream.of(
                "{\"portal\": \"compras\", \"link\": {\"life\": \"PT60M\", \"mailsPerHour\": 5}}",
                "{\"a\": [1, -2.5e3, true, false, null, \"\\u00f1\\ud83d\\udd11\"], \"b\": {}}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1} // comentario",
                "{\"a\": 1}}",
                "[".repeat(33) + "]".repeat(33),
                "123456789012345678901234567890123",
                "{\"a\": NaN, 'b': 1,}",
                "{\"a\": 1e400}",
                "\uFEFF{}");
    }

    @MethodSource("files")
    @FuzzTest
    void what_is_read_is_what_anybody_reads_and_what_is_refused_is_not_repeated(@NotNull String file)
            throws IOException {
        JsonNode read;
        try {
            read = StrictJson.parse(file);
        } catch (ProfileException refused) {
            assertThat(refused.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.what()).matches(REASON);
                assertThat(problem.path()).startsWith("$").hasSizeLessThan(5_000);
                assertThat(problem.path().codePoints()).noneMatch(Character::isISOControl);
            });
            assertThat(refused).hasNoCause();
            return;
        }
        assertThat(read).isEqualTo(PLAIN.readTree(file));
        // As texts: a number beyond all doubles is written as one.
        assertThat(StrictJson.parse(read.toString())).hasToString(read.toString());
    }
}
