package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.PortalId;

/**
 * The contract of {@link AttemptLog}, for whoever writes one.
 *
 * <p>Extend it in your own tests and hand over your log, which has room for at least a hundred keys:
 *
 * <pre>{@code
 * class RedisAttemptLogTest extends AttemptLogSuite {
 *
 *     @Override
 *     protected AttemptLog log() {
 *         return RedisAttemptLog.over(POOL);
 *     }
 *
 *     @Override
 *     protected AttemptLog another() {
 *         return RedisAttemptLog.over(OTHER_POOL);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test uses portals of its own, so the storage need not be emptied between tests, and several builds may share
 * it. Time is what the suite says it is; nothing sleeps.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class AttemptLogSuite {

    private static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");
    private static final Duration MICRO = Duration.ofNanos(1_000);
    private static final Duration NONE = Duration.ZERO;

    /** Five at once, then one every twelve seconds. */
    private static final Allowance FIVE_A_MINUTE = new Allowance(5, Duration.ofMinutes(1));

    private static final Duration COST = Duration.ofSeconds(12);

    private final PortalId portal = Fresh.portal();

    /** For the class that brings the log. */
    protected AttemptLogSuite() {}

    /**
     * The log under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the log
     */
    protected abstract AttemptLog log();

    /**
     * A log on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #log()} when nothing but one
     *     process can ever use the storage
     */
    protected abstract AttemptLog another();

    /**
     * Where the random sequence of calls starts from; override it to repeat one that failed.
     *
     * @return the seed; another each time unless overridden
     */
    protected long seed() {
        return Fresh.seed();
    }

    @Test
    void all_attempts_may_come_at_once_on_any_node_and_no_more() {
        for (int i = 0; i < 5; i++) {
            assertEquals(NONE, node(i).take(portal, "key", FIVE_A_MINUTE, T0), "attempt " + i);
        }
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, T0));
        assertEquals(COST, another().take(portal, "key", FIVE_A_MINUTE, T0), "a refusal changes nothing");
    }

    @Test
    void the_wait_is_exact_to_the_microsecond() {
        spend("key", T0);
        Instant free = T0.plus(COST);
        assertEquals(MICRO, log().take(portal, "key", FIVE_A_MINUTE, free.minus(MICRO)));
        assertEquals(COST.minusSeconds(5), log().take(portal, "key", FIVE_A_MINUTE, T0.plusSeconds(5)));
        assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, free));
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, free), "one was given back, not all");
    }

    @Test
    void instants_survive_to_the_microsecond() {
        Allowance once = new Allowance(1, Duration.ofMinutes(1));
        for (Instant at : Awkward.instants()) {
            String key = Fresh.text(20);
            assertEquals(NONE, log().take(portal, key, once, at));
            assertEquals(Duration.ofMinutes(1), another().take(portal, key, once, at), () -> "at " + at);
            assertEquals(
                    MICRO, another().take(portal, key, once, at.plusSeconds(60).minus(MICRO)));
            assertEquals(NONE, another().take(portal, key, once, at.plusSeconds(60)));
        }
    }

    @Test
    void attempts_are_given_back_one_by_one() {
        spend("key", T0);
        Instant later = T0.plus(COST.multipliedBy(3));
        for (int i = 0; i < 3; i++) {
            assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, later), "attempt " + i);
        }
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, later));
    }

    @Test
    void an_attempt_that_does_not_count_is_given_back_on_any_node() {
        spend("key", T0);
        another().giveBack(portal, "key", FIVE_A_MINUTE, T0);
        assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, T0));
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, T0), "one was given back, not more");
    }

    @Test
    void giving_back_more_than_was_taken_gains_nothing() {
        log().giveBack(portal, "key", FIVE_A_MINUTE, T0);
        assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, T0));
        for (int i = 0; i < 3; i++) {
            log().giveBack(portal, "key", FIVE_A_MINUTE, T0);
        }
        spend("key", T0);
        assertEquals(COST, another().take(portal, "key", FIVE_A_MINUTE, T0));
        log().giveBack(portal, "another key", FIVE_A_MINUTE, T0);
        log().giveBack(Fresh.portal(), "key", FIVE_A_MINUTE, T0);
        log().giveBack(portal, "key", FIVE_A_MINUTE, T0.plusSeconds(60));
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, T0), "given back to others, or too late");
    }

    @Test
    void sixteen_that_give_back_at_once_give_back_one_each() {
        Allowance twenty = new Allowance(20, Duration.ofMinutes(1));
        for (int round = 0; round < Together.ROUNDS; round++) {
            String key = "key-" + round;
            for (int i = 0; i < 20; i++) {
                assertEquals(NONE, log().take(portal, key, twenty, T0), "attempt " + i);
            }
            Together.run(i -> {
                node(i).giveBack(portal, key, twenty, T0);
                return i;
            });
            for (int i = 0; i < Together.THREADS; i++) {
                assertEquals(NONE, log().take(portal, key, twenty, T0), "given back " + i);
            }
            assertEquals(twenty.cost(), log().take(portal, key, twenty, T0));
        }
    }

    @Test
    void unused_time_saves_up_no_more_than_the_allowance() {
        assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, T0));
        spend("key", T0.plus(Duration.ofDays(7)));
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, T0.plus(Duration.ofDays(7))));
    }

    @Test
    void a_window_that_does_not_divide_costs_whole_microseconds() {
        Allowance sevenASecond = new Allowance(7, Duration.ofSeconds(1));
        for (int i = 0; i < 7; i++) {
            assertEquals(NONE, log().take(portal, "key", sevenASecond, T0), "attempt " + i);
        }
        assertEquals(Duration.ofNanos(142_856_000), log().take(portal, "key", sevenASecond, T0));
    }

    @Test
    void the_shortest_and_the_longest_windows_are_counted() {
        Allowance perMillisecond = new Allowance(1, Duration.ofMillis(1));
        assertEquals(NONE, log().take(portal, "short", perMillisecond, T0));
        assertEquals(Duration.ofMillis(1), another().take(portal, "short", perMillisecond, T0));
        assertEquals(NONE, log().take(portal, "short", perMillisecond, T0.plusMillis(1)));
        Allowance perWeek = new Allowance(1, Duration.ofDays(7));
        assertEquals(NONE, log().take(portal, "long", perWeek, T0));
        assertEquals(Duration.ofDays(7), another().take(portal, "long", perWeek, T0));
        assertEquals(NONE, log().take(portal, "long", perWeek, T0.plus(Duration.ofDays(7))));
    }

    @Test
    void a_clock_that_is_behind_waits_for_longer_and_gets_nothing_back() {
        spend("key", T0);
        assertEquals(COST.plusSeconds(30), another().take(portal, "key", FIVE_A_MINUTE, T0.minusSeconds(30)));
        assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, T0.plus(COST)));
    }

    @Test
    void one_mark_serves_allowances_that_differ() {
        Allowance once = new Allowance(1, Duration.ofMinutes(1));
        assertEquals(NONE, log().take(portal, "key", once, T0));
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, T0));
        assertEquals(NONE, log().take(portal, "key", new Allowance(2, Duration.ofMinutes(2)), T0));
        assertEquals(Duration.ofMinutes(2), log().take(portal, "key", once, T0));
    }

    @Test
    void keys_that_look_alike_have_budgets_of_their_own() {
        Allowance once = new Allowance(1, Duration.ofMinutes(1));
        List<String> keys = Awkward.lookAlikes(Fresh.text(8));
        for (String key : keys) {
            assertEquals(NONE, log().take(portal, key, once, T0), () -> "first of " + key);
        }
        for (String key : keys) {
            assertEquals(Duration.ofMinutes(1), another().take(portal, key, once, T0), () -> "second of " + key);
        }
    }

    @Test
    void keys_are_told_apart_by_their_last_character() {
        Allowance once = new Allowance(1, Duration.ofMinutes(1));
        String start = "k".repeat(63);
        assertEquals(NONE, log().take(portal, start + '1', once, T0));
        assertEquals(NONE, log().take(portal, start + '2', once, T0));
        assertEquals(Duration.ofMinutes(1), another().take(portal, start + '1', once, T0));
    }

    @Test
    void portals_count_apart() {
        PortalId other = Fresh.portal();
        spend("key", T0);
        assertEquals(NONE, log().take(other, "key", FIVE_A_MINUTE, T0));
        assertEquals(1, log().purge(other, T0.plus(Duration.ofDays(1)), 10));
        assertEquals(COST, log().take(portal, "key", FIVE_A_MINUTE, T0), "purged by another portal");
    }

    @Test
    void a_purge_forgets_marks_before_an_instant() {
        assertEquals(NONE, log().take(portal, "key", FIVE_A_MINUTE, T0));
        Instant mark = T0.plus(COST);
        assertEquals(0, another().purge(portal, mark, 10), "at the mark itself");
        assertEquals(1, another().purge(portal, mark.plus(MICRO), 10));
        assertEquals(0, another().purge(portal, mark.plus(MICRO), 10));
    }

    @Test
    void a_purge_up_to_now_gives_no_attempt_back() {
        spend("key", T0);
        Instant now = T0.plusSeconds(5);
        assertEquals(0, log().purge(portal, now, 10));
        assertEquals(COST.minusSeconds(5), log().take(portal, "key", FIVE_A_MINUTE, now));
    }

    @Test
    void a_purge_forgets_no_more_than_it_is_told_to() {
        for (int i = 0; i < 5; i++) {
            assertEquals(NONE, log().take(portal, "key" + i, FIVE_A_MINUTE, T0));
        }
        Instant later = T0.plus(Duration.ofDays(1));
        assertEquals(2, log().purge(portal, later, 2));
        assertEquals(2, log().purge(portal, later, 2));
        assertEquals(1, log().purge(portal, later, 2));
        assertEquals(0, log().purge(portal, later, 2));
    }

    @Test
    void sixteen_that_take_at_once_get_what_the_allowance_has() {
        for (int attempts : new int[] {1, 5}) {
            Allowance allowance = new Allowance(attempts, Duration.ofMinutes(1));
            for (int round = 0; round < Together.ROUNDS; round++) {
                String key = "key-" + attempts + '-' + round;
                List<Duration> waits = Together.run(i -> node(i).take(portal, key, allowance, T0));
                assertEquals(attempts, waits.stream().filter(NONE::equals).count(), () -> "taken at once: " + waits);
                Set<Duration> refused = new HashSet<>(waits);
                assertTrue(refused.remove(NONE));
                assertEquals(Set.of(allowance.cost()), refused, "every other waits for the next");
            }
        }
    }

    @Test
    void sixteen_that_take_of_different_keys_all_get_one() {
        Allowance once = new Allowance(1, Duration.ofMinutes(1));
        List<Duration> waits = Together.run(i -> node(i).take(portal, "key-" + i, once, T0));
        assertEquals(Set.of(NONE), new HashSet<>(waits));
    }

    @Test
    void any_sequence_of_calls_is_answered_as_a_simple_model_answers() {
        new AttemptLogWalk(log(), another(), seed()).run();
    }

    private AttemptLog node(int number) {
        return number % 2 == 0 ? log() : another();
    }

    private void spend(String key, Instant at) {
        for (int i = 0; i < 5; i++) {
            assertEquals(NONE, log().take(portal, key, FIVE_A_MINUTE, at), "attempt " + i);
        }
    }
}
