package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.conformancecheck.AroundSecurityQuestions.Over;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SecurityQuestions;

/** Stores that replace and forget otherwise than they promise. */
class BrokenSecurityQuestionsTest {

    @Test
    void a_sound_store_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(10);
    }

    @Test
    void a_store_that_does_nothing_fails() {
        assertThat(Verdict.on(NoOp.class).failed()).contains("answers_are_read_in_the_order_in_which_they_were_given");
    }

    @Test
    void a_store_that_adds_instead_of_replacing_fails() {
        assertThat(Verdict.on(Merging.class).failed()).contains("a_replacement_leaves_nothing_of_what_was_there");
    }

    @Test
    void a_store_whose_first_answers_stay_fails() {
        assertThat(Verdict.on(FirstStays.class).failed()).contains("a_replacement_leaves_nothing_of_what_was_there");
    }

    @Test
    void a_store_that_writes_answer_by_answer_fails() {
        assertThat(Verdict.on(OneByOne.class).failed())
                .containsExactlyInAnyOrder(
                        "of_sixteen_that_replace_at_once_one_is_the_last",
                        "sixteen_that_forget_and_replace_at_once_leave_all_of_one_or_nothing",
                        "who_reads_while_others_replace_sees_all_of_one");
    }

    @Test
    void a_store_whose_writers_take_turns_and_whose_readers_do_not_fails() {
        assertThat(Verdict.on(TornReads.class).failed())
                .containsExactly("who_reads_while_others_replace_sees_all_of_one");
    }

    @ParameterizedTest
    @ValueSource(classes = {KeepsWhenNone.class, FailsWhenNone.class})
    void a_store_that_cannot_forget_fails(Class<?> broken) {
        assertThat(Verdict.on(broken).failed()).contains("giving_none_forgets_all_and_may_be_repeated");
    }

    @Test
    void a_store_that_fails_for_accounts_it_does_not_know_fails() {
        assertThat(Verdict.on(KnownOnly.class).failed())
                .contains("an_account_that_is_not_there_has_answered_nothing_either");
    }

    @Test
    void a_store_that_keeps_the_callers_list_fails() {
        assertThat(Verdict.on(Sharing.class).failed())
                .containsExactly("what_the_caller_does_with_a_list_later_changes_nothing_kept");
    }

    @Test
    void a_store_of_which_each_node_remembers_what_it_read_fails() {
        assertThat(Verdict.on(Remembering.class).failed()).contains("giving_none_forgets_all_and_may_be_repeated");
    }

    @Test
    void a_store_that_keeps_the_former_hash_fails() {
        assertThat(Verdict.on(NoRehash.class).failed())
                .containsExactly("a_hash_takes_the_place_of_the_one_that_was_seen_and_of_no_other");
    }

    @Test
    void a_store_that_looks_at_the_question_alone_fails() {
        assertThat(Verdict.on(BlindRehash.class).failed())
                .contains(
                        "a_hash_takes_the_place_of_the_one_that_was_seen_and_of_no_other",
                        "a_hash_of_an_answer_that_was_replaced_meanwhile_is_not_kept");
    }

    static class NoRehash extends Over {
        NoRehash() {
            super(new AroundSecurityQuestions() {
                @Override
                public void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {}
            });
        }
    }

    static class BlindRehash extends Over {
        BlindRehash() {
            super(new AroundSecurityQuestions() {
                @Override
                public void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {
                    of(portal, account).stream()
                            .filter(kept -> kept.question().equals(seen.question()))
                            .forEach(kept -> super.rehash(portal, account, kept, hash));
                }
            });
        }
    }

    static class Sound extends Over {
        Sound() {
            super(new AroundSecurityQuestions());
        }
    }

    static class NoOp extends Over {
        NoOp() {
            super(new AroundSecurityQuestions() {
                @Override
                public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {}
            });
        }
    }

    static class Merging extends Over {
        Merging() {
            super(new AroundSecurityQuestions() {
                @Override
                public synchronized void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    Map<String, HashedAnswer> merged = new LinkedHashMap<>();
                    answers.forEach(answer -> merged.put(answer.question(), answer));
                    of(portal, account).forEach(answer -> merged.putIfAbsent(answer.question(), answer));
                    super.replace(portal, account, answers.isEmpty() ? answers : List.copyOf(merged.values()));
                }
            });
        }
    }

    static class FirstStays extends Over {
        FirstStays() {
            super(new AroundSecurityQuestions() {
                @Override
                public synchronized void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    if (answers.isEmpty() || of(portal, account).isEmpty()) {
                        super.replace(portal, account, answers);
                    }
                }
            });
        }
    }

    /** Deletes and inserts, and lets others in between any two rows. */
    static class RowByRow extends AroundSecurityQuestions {

        @Override
        public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
            super.replace(portal, account, List.of());
            for (HashedAnswer answer : answers) {
                Window.open(5);
                insert(portal, account, answer);
            }
        }

        private synchronized void insert(PortalId portal, AccountId account, HashedAnswer answer) {
            List<HashedAnswer> rows = new ArrayList<>(of(portal, account));
            rows.add(answer);
            super.replace(portal, account, rows);
        }
    }

    static class OneByOne extends Over {
        OneByOne() {
            super(new RowByRow());
        }
    }

    static class TornReads extends Over {
        TornReads() {
            super(new RowByRow() {
                @Override
                public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    synchronized (this) {
                        super.replace(portal, account, answers);
                    }
                }
            });
        }
    }

    static class KeepsWhenNone extends Over {
        KeepsWhenNone() {
            super(new AroundSecurityQuestions() {
                @Override
                public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    if (!answers.isEmpty()) {
                        super.replace(portal, account, answers);
                    }
                }
            });
        }
    }

    static class FailsWhenNone extends Over {
        FailsWhenNone() {
            super(new AroundSecurityQuestions() {
                @Override
                public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    if (answers.isEmpty() && of(portal, account).isEmpty()) {
                        throw new PortException("no row was deleted", null);
                    }
                    super.replace(portal, account, answers);
                }
            });
        }
    }

    static class KnownOnly extends Over {
        KnownOnly() {
            super(new AroundSecurityQuestions() {
                @Override
                List<HashedAnswer> read(List<HashedAnswer> kept) {
                    if (kept.isEmpty()) {
                        throw new PortException("no such account", null);
                    }
                    return kept;
                }
            });
        }
    }

    static class Sharing extends Over {
        Sharing() {
            super(new SecurityQuestions() {

                private final Map<List<Object>, List<HashedAnswer>> lists = new ConcurrentHashMap<>();

                @Override
                public List<HashedAnswer> of(PortalId portal, AccountId account) {
                    return lists.getOrDefault(List.of(portal, account), List.of());
                }

                @Override
                public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    lists.put(List.of(portal, account), answers);
                }

                @Override
                public void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {
                    lists.computeIfPresent(
                            List.of(portal, account),
                            (key, kept) -> kept.stream()
                                    .map(answer ->
                                            answer.equals(seen) ? new HashedAnswer(seen.question(), hash) : answer)
                                    .toList());
                }
            });
        }
    }

    static class Remembering extends Over {

        private static final SecurityQuestions STORE = new AroundSecurityQuestions();

        Remembering() {
            super(new Node(), new Node());
        }

        private static final class Node extends AroundSecurityQuestions {

            private final Map<List<Object>, List<HashedAnswer>> remembered = new ConcurrentHashMap<>();

            @Override
            public List<HashedAnswer> of(PortalId portal, AccountId account) {
                return remembered.computeIfAbsent(List.of(portal, account), any -> STORE.of(portal, account));
            }

            @Override
            public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                remembered.remove(List.of(portal, account));
                STORE.replace(portal, account, answers);
            }
        }
    }
}
