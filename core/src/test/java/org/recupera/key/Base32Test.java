package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Base32Test {

    @Test
    void bytes_are_written_five_bits_at_a_time() {
        assertThat(Base32.encode(new byte[] {})).isEmpty();
        assertThat(Base32.encode(new byte[] {(byte) 0b00001_000, (byte) 0b10_00011_0}))
                .isEqualTo("1230");
        assertThat(Base32.encode(new byte[] {-1, -1, -1, -1, -1})).isEqualTo("zzzzzzzz");
    }

    @Test
    void text_stands_for_the_same_number_as_the_bytes() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[5 * (1 + random.nextInt(10))];
            random.nextBytes(bytes);
            BigInteger number = Base32.encode(bytes)
                    .chars()
                    .mapToObj(c -> BigInteger.valueOf(Base32.ALPHABET.indexOf(c)))
                    .reduce(BigInteger.ZERO, (sum, digit) -> sum.shiftLeft(5).add(digit));
            assertThat(number).isEqualTo(new BigInteger(1, bytes));
        }
    }
}
