package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.AttemptLogSuite;
import org.recupera.memory.InMemoryAttemptLog;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.PortalId;

class BrokenAttemptLogsTest {

    @Test
    void a_sound_log_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(15);
    }

    @Test
    void a_log_of_which_each_node_counts_for_itself_fails() {
        assertThat(Verdict.on(PerNode.class).failed())
                .contains(
                        "all_attempts_may_come_at_once_on_any_node_and_no_more",
                        "sixteen_that_take_at_once_get_what_the_allowance_has");
    }

    @Test
    void a_log_that_counts_in_fixed_windows_fails() {
        assertThat(Verdict.on(FixedWindows.class).failed()).contains("attempts_are_given_back_one_by_one");
    }

    @Test
    void a_log_that_looks_and_then_counts_fails() {
        assertThat(Verdict.on(CheckThenAct.class).failed())
                .contains("sixteen_that_take_at_once_get_what_the_allowance_has");
    }

    @Test
    void a_log_that_counts_refusals_fails() {
        assertThat(Verdict.on(Punishing.class).failed())
                .contains("all_attempts_may_come_at_once_on_any_node_and_no_more");
    }

    @Test
    void a_log_that_cuts_keys_fails() {
        assertThat(Verdict.on(ShortKeys.class).failed()).contains("keys_are_told_apart_by_their_last_character");
    }

    @Test
    void a_log_that_rounds_the_wait_fails() {
        assertThat(Verdict.on(Rounding.class).failed()).contains("the_wait_is_exact_to_the_microsecond");
    }

    @Test
    void a_log_that_purges_marks_that_lie_ahead_fails() {
        assertThat(Verdict.on(Forgetful.class).failed()).contains("a_purge_up_to_now_gives_no_attempt_back");
    }

    @Test
    void a_log_that_gives_nothing_back_fails() {
        assertThat(Verdict.on(Keeping.class).failed())
                .contains(
                        "an_attempt_that_does_not_count_is_given_back_on_any_node",
                        "sixteen_that_give_back_at_once_give_back_one_each");
    }

    @Test
    void a_log_that_gives_all_back_fails() {
        assertThat(Verdict.on(Clearing.class).failed())
                .contains("an_attempt_that_does_not_count_is_given_back_on_any_node");
    }

    /** A sound log, for others to break in one place. */
    static class Around implements AttemptLog {

        final AttemptLog inner = InMemoryAttemptLog.create();

        @Override
        public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
            return inner.take(portal, key, allowance, at);
        }

        @Override
        public void giveBack(PortalId portal, String key, Allowance allowance, Instant at) {
            inner.giveBack(portal, key, allowance, at);
        }

        @Override
        public int purge(PortalId portal, Instant before, int limit) {
            return inner.purge(portal, before, limit);
        }
    }

    static class Keeping extends Over {
        Keeping() {
            super(new Around() {
                @Override
                public void giveBack(PortalId portal, String key, Allowance allowance, Instant at) {}
            });
        }
    }

    static class Clearing extends Over {
        Clearing() {
            super(new Around() {
                @Override
                public void giveBack(PortalId portal, String key, Allowance allowance, Instant at) {
                    for (int i = 0; i < allowance.attempts(); i++) {
                        inner.giveBack(portal, key, allowance, at);
                    }
                }
            });
        }
    }

    abstract static class Over extends AttemptLogSuite {

        private final AttemptLog log;
        private final AttemptLog another;

        Over(AttemptLog log) {
            this(log, log);
        }

        Over(AttemptLog log, AttemptLog another) {
            this.log = log;
            this.another = another;
        }

        @Override
        protected AttemptLog log() {
            return log;
        }

        @Override
        protected AttemptLog another() {
            return another;
        }
    }

    static class Sound extends Over {
        Sound() {
            super(new Around());
        }
    }

    static class PerNode extends Over {
        PerNode() {
            super(new Around(), new Around());
        }
    }

    static class FixedWindows extends Over {
        FixedWindows() {
            super(new Around() {
                private final Map<String, Integer> counts = new ConcurrentHashMap<>();

                @Override
                public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
                    long length = allowance.window().toMillis();
                    long window = at.toEpochMilli() / length;
                    int count = counts.merge(portal + key + window, 1, Integer::sum);
                    return count <= allowance.attempts() ? Duration.ZERO : allowance.cost();
                }
            });
        }
    }

    static class CheckThenAct extends Over {
        CheckThenAct() {
            super(new Around() {
                private final Map<String, Instant> marks = new ConcurrentHashMap<>();

                @Override
                public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
                    Instant mark = marks.getOrDefault(portal + key, at);
                    Instant next = (mark.isAfter(at) ? mark : at).plus(allowance.cost());
                    Instant limit = at.plus(allowance.window());
                    Window.open(10);
                    if (next.isAfter(limit)) {
                        return Duration.between(limit, next);
                    }
                    marks.put(portal + key, next);
                    return Duration.ZERO;
                }
            });
        }
    }

    static class Punishing extends Over {
        Punishing() {
            super(new Around() {
                private final Map<String, Duration> fines = new ConcurrentHashMap<>();

                @Override
                public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
                    Duration wait = inner.take(portal, key, allowance, at);
                    return wait.isZero()
                            ? wait
                            : wait.plus(fines.merge(portal + key, allowance.cost(), Duration::plus));
                }
            });
        }
    }

    static class ShortKeys extends Over {
        ShortKeys() {
            super(new Around() {
                @Override
                public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
                    return inner.take(portal, key.substring(0, Math.min(63, key.length())), allowance, at);
                }
            });
        }
    }

    static class Rounding extends Over {
        Rounding() {
            super(new Around() {
                @Override
                public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
                    return Duration.ofMillis(
                            inner.take(portal, key, allowance, at).toMillis());
                }
            });
        }
    }

    static class Forgetful extends Over {
        Forgetful() {
            super(new Around() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before.plus(Duration.ofDays(30)), limit);
                }
            });
        }
    }
}
