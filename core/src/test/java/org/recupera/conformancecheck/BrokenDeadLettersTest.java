package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.DeadLettersSuite;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.port.DeadLetter;
import org.recupera.port.DeadLetters;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenDeadLettersTest {

    @Test
    void sound_dead_letters_pass_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSize(10);
    }

    @Test
    void those_that_look_and_then_requeue_fail() {
        assertThat(Verdict.on(Careless.class).failed()).contains("of_sixteen_that_requeue_one_unit_exactly_one_does");
    }

    @Test
    void those_that_put_a_copy_back_fail() {
        assertThat(Verdict.on(Copying.class).failed())
                .contains("a_requeued_unit_is_under_way_as_it_was_put_but_for_when_it_is_due");
    }

    @Test
    void those_that_come_last_first_fail() {
        assertThat(Verdict.on(LastFirst.class).failed())
                .contains("pages_are_in_the_order_of_giving_up_and_show_each_unit_once");
    }

    @Test
    void those_that_page_by_instant_alone_fail() {
        assertThat(Verdict.on(ByInstantAlone.class).failed())
                .contains("pages_are_in_the_order_of_giving_up_and_show_each_unit_once");
    }

    @Test
    void those_that_forget_the_portal_fail() {
        assertThat(Verdict.on(OfAnyPortal.class).failed()).contains("portals_do_not_see_each_others_dead_letters");
    }

    @Test
    void those_that_say_yes_to_what_is_gone_fail() {
        assertThat(Verdict.on(Agreeable.class).failed())
                .contains(
                        "a_unit_is_requeued_once_and_not_when_it_is_gone",
                        "a_unit_stays_given_up_while_another_of_its_key_is_under_way",
                        "of_sixteen_that_requeue_units_of_one_key_or_put_another_exactly_one_does");
    }

    /** What is sound, for others to break in one place. */
    static class Around implements DeadLetters {

        final InMemoryWorkQueue inner = InMemoryWorkQueue.create();

        @Override
        public List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit) {
            return inner.list(portal, after, limit);
        }

        @Override
        public boolean requeue(DeadLetter letter, Instant at) {
            return inner.requeue(letter, at);
        }
    }

    abstract static class Over extends DeadLettersSuite {

        private final Around letters;

        Over(Around letters) {
            this.letters = letters;
        }

        @Override
        protected WorkQueue queue() {
            return letters.inner;
        }

        @Override
        protected WorkQueue another() {
            return letters.inner;
        }

        @Override
        protected DeadLetters deadLetters() {
            return letters;
        }

        @Override
        protected DeadLetters otherDeadLetters() {
            return letters;
        }
    }

    static class Sound extends Over {
        Sound() {
            super(new Around());
        }
    }

    static class Careless extends Over {
        Careless() {
            super(new Around() {
                private final Set<String> ever = ConcurrentHashMap.newKeySet();

                @Override
                public boolean requeue(DeadLetter letter, Instant at) {
                    boolean free = !ever.contains(letter.id());
                    Window.open(10);
                    ever.add(letter.id());
                    return inner.requeue(letter, at) || free;
                }
            });
        }
    }

    static class Copying extends Over {
        Copying() {
            super(new Around() {
                @Override
                public boolean requeue(DeadLetter letter, Instant at) {
                    return inner.put(
                            new Work(letter.portal(), letter.key(), Lane.DECIDE, letter.kind(), new byte[0], at, at));
                }
            });
        }
    }

    static class LastFirst extends Over {
        LastFirst() {
            super(new Around() {
                @Override
                public List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit) {
                    List<DeadLetter> page = new ArrayList<>(inner.list(portal, after, limit));
                    Collections.reverse(page);
                    return page;
                }
            });
        }
    }

    static class ByInstantAlone extends Over {
        ByInstantAlone() {
            super(new Around() {
                @Override
                public List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit) {
                    return inner.list(portal, null, Integer.MAX_VALUE).stream()
                            .filter(letter -> after == null || letter.deadAt().isAfter(after.deadAt()))
                            .limit(limit)
                            .toList();
                }
            });
        }
    }

    static class OfAnyPortal extends Over {
        OfAnyPortal() {
            super(new Around() {
                private final Set<PortalId> portals = ConcurrentHashMap.newKeySet();

                @Override
                public boolean requeue(DeadLetter letter, Instant at) {
                    return portals.stream()
                            .flatMap(portal -> inner.list(portal, null, 100).stream())
                            .filter(dead -> dead.id().equals(letter.id()))
                            .anyMatch(dead -> inner.requeue(dead, at));
                }

                @Override
                public List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit) {
                    portals.add(portal);
                    return inner.list(portal, after, limit);
                }
            });
        }
    }

    static class Agreeable extends Over {
        Agreeable() {
            super(new Around() {
                @Override
                public boolean requeue(DeadLetter letter, Instant at) {
                    inner.requeue(letter, at);
                    return true;
                }
            });
        }
    }
}
