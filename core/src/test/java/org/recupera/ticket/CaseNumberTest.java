package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.CaseNumber;
import org.recupera.profile.Profile;
import org.recupera.ticket.CaseNumbers.Flaw;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseNumberTest {

    /** Check characters worked out apart from this code, with a table of logarithms of GF(32). */
    @ParameterizedTest
    @ValueSource(strings = {"HC-2026-7Q4K9M2XJ", "HC-2026-000000018", "SECOP-2026-00000042T", "HC-2027-00000000G"})
    void a_number_with_its_check_character_is_taken(String number) {
        assertThat(new CaseNumber(number)).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HC-2026-7Q4K9M2XH",
                "HC-2026-7Q4K9M2X",
                "HC-2026-7Q4K9M2XJJ",
                "HC-2026-7q4k9m2xj",
                "HC2026-7Q4K9M2XJ",
                "HC-2026-7Q4K9M2XJ\n",
                "-2026-7Q4K9M2XJ",
                "HONDURASC-2026-7Q4K9M2XJ",
                "HC-26-7Q4K9M2XJ",
                "HC-2O26-7Q4K9M2XJ",
                "HC-2026-OOOOOOO18",
                "HC-٢٠٢٦-7Q4K9M2XJ"
            })
    void anything_else_is_no_number(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CaseNumber(text));
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void every_flaw_has_words_in_both_languages(Flaw flaw) {
        Profile profile = Profile.named("honducompras");
        Stream<String> words = Stream.of(Locale.forLanguageTag("es"), Locale.ENGLISH)
                .map(language ->
                        profile.message(flaw.code(), Map.of(), language).text());

        assertThat(words).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void codes_stay_as_they_are() {
        assertThat(Arrays.stream(Flaw.values()).map(Flaw::code))
                .containsExactly("case.number.empty", "case.number.wrong-form", "case.number.mistyped");
    }
}
