package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

class BrokenWorkQueuesTest {

    @Test
    void a_sound_queue_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(20);
    }

    @Test
    void a_queue_that_ignores_leases_fails() {
        assertThat(Verdict.on(Unleased.class).failed())
                .contains(
                        "a_leased_unit_is_free_when_its_lease_has_ended_and_not_a_microsecond_before",
                        "sixteen_that_claim_at_once_share_the_units_and_none_twice",
                        "of_sixteen_that_claim_one_abandoned_unit_exactly_one_gets_it");
    }

    @Test
    void a_queue_that_ignores_fences_fails() {
        assertThat(Verdict.on(Unfenced.class).failed()).contains("who_lost_the_lease_settles_nothing");
    }

    @Test
    void a_queue_that_forgets_a_unit_once_it_is_claimed_fails() {
        assertThat(Verdict.on(AtMostOnce.class).failed())
                .contains("a_leased_unit_is_free_when_its_lease_has_ended_and_not_a_microsecond_before");
    }

    @Test
    void a_queue_that_remembers_keys_for_ever_fails() {
        assertThat(Verdict.on(NeverAgain.class).failed())
                .contains("the_key_is_free_again_after_done_and_after_dead_however_often");
    }

    @Test
    void a_queue_that_looks_and_then_puts_fails() {
        assertThat(Verdict.on(DoublePutting.class).failed()).contains("of_sixteen_that_put_one_key_exactly_one_does");
    }

    @Test
    void a_queue_that_drops_what_follows_fails() {
        assertThat(Verdict.on(Dropping.class).failed()).contains("what_follows_is_there_as_soon_as_the_unit_is_gone");
    }

    @Test
    void a_queue_that_puts_what_follows_whoever_settles_fails() {
        assertThat(Verdict.on(FollowedAnyway.class).failed()).contains("who_lost_the_lease_settles_nothing");
    }

    @Test
    void a_queue_that_hands_out_the_newest_first_fails() {
        assertThat(Verdict.on(NewestFirst.class).failed())
                .contains("the_longest_due_come_first_and_no_more_than_asked_for");
    }

    abstract static class Over extends WorkQueueSuite {

        private final WorkQueue queue;

        Over(WorkQueue queue) {
            this.queue = queue;
        }

        @Override
        protected WorkQueue queue() {
            return queue;
        }

        @Override
        protected WorkQueue another() {
            return queue;
        }
    }

    static class Sound extends Over {
        Sound() {
            super(new AroundWorkQueue());
        }
    }

    static class Unleased extends Over {
        Unleased() {
            super(new AroundWorkQueue() {
                @Override
                public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
                    return inner.claim(portal, lane, limit, now, Duration.ZERO);
                }
            });
        }
    }

    static class Unfenced extends Over {
        Unfenced() {
            super(new AroundWorkQueue() {
                private final Map<String, ClaimedWork> latest = new ConcurrentHashMap<>();

                @Override
                public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
                    List<ClaimedWork> claimed = inner.claim(portal, lane, limit, now, lease);
                    claimed.forEach(one -> latest.put(one.id(), one));
                    return claimed;
                }

                @Override
                public boolean settle(ClaimedWork claimed, Settlement settlement) {
                    return inner.settle(latest.getOrDefault(claimed.id(), claimed), settlement);
                }
            });
        }
    }

    static class AtMostOnce extends Over {
        AtMostOnce() {
            super(new AroundWorkQueue() {
                @Override
                public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
                    List<ClaimedWork> claimed = inner.claim(portal, lane, limit, now, lease);
                    claimed.forEach(one -> inner.settle(one, new Settlement.Done()));
                    return claimed;
                }
            });
        }
    }

    static class NeverAgain extends Over {
        NeverAgain() {
            super(new AroundWorkQueue() {
                private final Set<List<Object>> ever = ConcurrentHashMap.newKeySet();

                @Override
                public boolean put(Work work) {
                    return ever.add(List.of(work.portal(), work.key())) && inner.put(work);
                }
            });
        }
    }

    static class DoublePutting extends Over {
        DoublePutting() {
            super(new AroundWorkQueue() {
                private final Map<List<Object>, Work> known = new ConcurrentHashMap<>();

                @Override
                public boolean put(Work work) {
                    List<Object> key = List.of(work.portal(), work.key());
                    boolean vacant = !known.containsKey(key);
                    Window.open(10);
                    known.put(key, work);
                    return inner.put(work) || vacant;
                }
            });
        }
    }

    static class Dropping extends Over {
        Dropping() {
            super(new AroundWorkQueue() {
                @Override
                public boolean settle(ClaimedWork claimed, Settlement settlement) {
                    return inner.settle(
                            claimed, settlement instanceof Settlement.Done ? new Settlement.Done() : settlement);
                }
            });
        }
    }

    static class FollowedAnyway extends Over {
        FollowedAnyway() {
            super(new AroundWorkQueue() {
                @Override
                public boolean settle(ClaimedWork claimed, Settlement settlement) {
                    boolean own = inner.settle(claimed, settlement);
                    if (settlement instanceof Settlement.Done done) {
                        done.next().forEach(inner::put);
                    }
                    return own;
                }
            });
        }
    }

    static class NewestFirst extends Over {
        NewestFirst() {
            super(new AroundWorkQueue() {
                @Override
                public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
                    List<ClaimedWork> claimed = inner.claim(portal, lane, limit, now, lease);
                    return IntStream.range(0, claimed.size())
                            .mapToObj(i -> claimed.get(claimed.size() - 1 - i))
                            .toList();
                }
            });
        }
    }
}
