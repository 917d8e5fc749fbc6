package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.AttemptLogSuite;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.PortalId;

class InMemoryAttemptLogTest extends AttemptLogSuite {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PortalId PORTAL = new PortalId("portal");
    private static final PortalId OTHER = new PortalId("other");
    private static final Allowance TWO_A_MINUTE = new Allowance(2, Duration.ofMinutes(1));

    private final InMemoryAttemptLog log = InMemoryAttemptLog.create();
    private final InMemoryAttemptLog ofThree = InMemoryAttemptLog.ofCapacity(3);

    @Override
    protected AttemptLog log() {
        return log;
    }

    @Override
    protected AttemptLog another() {
        return log;
    }

    @Test
    void a_flood_of_keys_gives_no_spent_budget_back() {
        take("victim", NOON);
        take("victim", NOON);
        for (int i = 0; i < 10_000; i++) {
            take("flood-" + i, NOON);
        }
        assertThat(take("victim", NOON)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void keys_for_which_there_is_no_room_share_one_budget_of_the_same_allowance() {
        fill(NOON);

        assertThat(take("d", NOON)).isZero();
        assertThat(take("e", NOON)).isZero();
        assertThat(take("f", NOON)).isEqualTo(Duration.ofSeconds(30));
        assertThat(ofThree.take(PORTAL, "g", new Allowance(1, Duration.ofMinutes(5)), NOON))
                .isZero();
        assertThat(ofThree.take(OTHER, "f", TWO_A_MINUTE, NOON)).isZero();
        assertThat(take("a", NOON))
                .as("a key that has a place keeps its own budget")
                .isZero();
    }

    @Test
    void a_mark_that_has_passed_makes_room() {
        fill(NOON);
        Instant later = NOON.plusSeconds(30);

        assertThat(take("d", later)).isZero();
        assertThat(take("d", later)).isZero();
        assertThat(take("d", later)).isEqualTo(Duration.ofSeconds(30));
        assertThat(take("e", later)).as("not from d's budget").isZero();
    }

    @Test
    void a_mark_that_lies_ahead_by_a_nanosecond_is_not_forgotten() {
        fill(NOON);
        Instant justBefore = NOON.plusSeconds(30).minusNanos(1);
        take("d", justBefore);
        take("e", justBefore);
        assertThat(take("f", justBefore)).as("from the shared budget").isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_purge_forgets_shared_budgets_too() {
        fill(NOON);
        take("d", NOON);
        assertThat(ofThree.purge(PORTAL, NOON.plusSeconds(31), 10)).isEqualTo(4);
    }

    @Test
    void a_capacity_is_at_least_one() {
        assertThatThrownBy(() -> InMemoryAttemptLog.ofCapacity(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void fill(Instant at) {
        take("a", at);
        take("b", at);
        take("c", at);
    }

    private Duration take(String key, Instant at) {
        return ofThree.take(PORTAL, key, TWO_A_MINUTE, at);
    }
}
