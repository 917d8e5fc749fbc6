package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MicrosTest {

    @Test
    void Whole_microseconds_come_back_on_either_side_of_1970() {
        for (String text :
                new String[] {"1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00.000001Z", "2040-02-29T01:02:03.4Z"}) {
            Instant instant = Instant.parse(text);
            assertThat(Micros.instant(Micros.of(instant))).isEqualTo(instant);
            assertThat(Micros.notBefore(instant)).isEqualTo(Micros.of(instant));
        }
    }

    @Test
    void Parts_of_a_microsecond_are_dropped_or_completed() {
        Instant before1970 = Instant.ofEpochSecond(-1, 1);
        assertThat(Micros.of(before1970)).isEqualTo(-1_000_000);
        assertThat(Micros.notBefore(before1970)).isEqualTo(-999_999);
        assertThat(Micros.of(Instant.ofEpochSecond(1, 1_999))).isEqualTo(1_000_001);
        assertThat(Micros.notBefore(Instant.ofEpochSecond(1, 1_001))).isEqualTo(1_000_002);
    }

    @Test
    void Instants_past_counting_are_the_first_and_the_last() {
        assertThat(Micros.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Micros.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.notBefore(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    }
}
