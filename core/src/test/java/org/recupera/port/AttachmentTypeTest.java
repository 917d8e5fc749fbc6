package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.AttachmentScanner.Verdict;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachmentTypeTest {

    @Test
    void a_generated_name_is_the_number_the_position_and_the_extension() {
        assertThat(AttachmentType.PNG.fileName("HC-2026-7Q4K9M2XJ", 1)).isEqualTo("HC-2026-7Q4K9M2XJ-01.png");
        assertThat(AttachmentType.JPEG.fileName("HC-2026-7Q4K9M2XJ", 12)).isEqualTo("HC-2026-7Q4K9M2XJ-12.jpg");
        assertThat(AttachmentType.PDF.fileName("A", 99)).isEqualTo("A-99.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../HC",
                "HC/1",
                "HC 1",
                "hc-1",
                "HC.1",
                "HC\u202E1",
                "HC\n",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void no_name_is_generated_from_anything_else(String caseNumber) {
        assertThatIllegalArgumentException().isThrownBy(() -> AttachmentType.PNG.fileName(caseNumber, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100})
    void no_name_is_generated_for_another_position(int position) {
        assertThatIllegalArgumentException().isThrownBy(() -> AttachmentType.PNG.fileName("A", position));
    }

    @Test
    void what_a_scanner_says_is_one_printable_line() {
        String wild = "\u001b[31mEicar\r\n\u2028\u202Eñ" + "x".repeat(200);
        String line = "?[31mEicar?????" + "x".repeat(105);

        assertThat(new Verdict.Infected(wild).signature()).isEqualTo(line).hasSize(120);
        assertThat(new Verdict.Undecided(wild, null).reason()).isEqualTo(line);
    }
}
