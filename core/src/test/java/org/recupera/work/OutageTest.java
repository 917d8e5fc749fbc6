package org.recupera.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.PortException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

    private static final Instant NOON = Instant.parse("2026-11-20T18:00:00Z");
    private final Exception down = new PortException("work queue: down", null);

    private final Outage outage = new Outage("honducompras, deciding");

    @Test
    void an_outage_is_told_once_a_minute_and_since_when_it_lasts() {
        try (Logged logged = Logged.fromNowOn()) {
            for (int second = 0; second <= 120; second++) {
                outage.failed(NOON.plusSeconds(second), down);
            }

            assertThat(logged.lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("ERROR") && line.contains("honducompras, deciding"))
                    .allMatch(line -> line.contains("since " + NOON));
        }
    }

    @Test
    void its_end_is_told_once() {
        try (Logged logged = Logged.fromNowOn()) {
            outage.worked();
            assertThat(logged.lines()).as("there was none").isEmpty();

            outage.failed(NOON, down);
            outage.worked();
            outage.worked();

            assertThat(logged.lines()).hasSize(2).last().asString().contains("INFO", "claimed again", "since " + NOON);
        }
    }

    @Test
    void the_next_outage_is_told_at_once_and_counts_from_its_own_beginning() {
        outage.failed(NOON, down);
        outage.worked();
        Instant next = NOON.plus(Duration.ofSeconds(1));

        try (Logged logged = Logged.fromNowOn()) {
            outage.failed(next, down);

            assertThat(logged.lines()).singleElement().asString().contains("since " + next);
        }
    }
}
