package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The forms that a DKIM signature covers, on the examples of RFC 6376. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RelaxedFormTest {

    @Test
    void Fields_are_those_of_section_3_4_5() {
        assertThat(RelaxedForm.field("A: X\r\n")).isEqualTo("a:X");
        assertThat(RelaxedForm.field("B : Y\t\r\n\tZ  \r\n")).isEqualTo("b:Y Z");
    }

    @Test
    void The_body_is_that_of_section_3_4_5() {
        assertThat(RelaxedForm.body(" C \r\nD \t E\r\n\r\n\r\n")).isEqualTo(" C\r\nD E\r\n");
    }

    @Test
    void Only_the_end_of_a_body_is_cut() {
        for (String empty : new String[] {"", "\r\n", "\r\n\r\n", " \t\r\n", " "}) {
            assertThat(RelaxedForm.body(empty)).isEmpty();
        }
        for (String ended : new String[] {"\r\na", "\r\na\r\n", "\r\na \r\n \r\n\r\n"}) {
            assertThat(RelaxedForm.body(ended)).isEqualTo("\r\na\r\n");
        }
    }

    @Test
    void A_colon_in_a_value_stays() {
        assertThat(RelaxedForm.field("Subject: a : b")).isEqualTo("subject:a : b");
    }
}
