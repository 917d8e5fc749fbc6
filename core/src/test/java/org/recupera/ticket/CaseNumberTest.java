package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.CaseNumber;

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
}
