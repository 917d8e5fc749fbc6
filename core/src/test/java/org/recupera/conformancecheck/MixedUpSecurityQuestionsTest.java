package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.conformancecheck.AroundSecurityQuestions.Over;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortalId;

/** Stores that hand over something else than what they were given, or what was given for somebody else. */
class MixedUpSecurityQuestionsTest {

    @ParameterizedTest
    @ValueSource(classes = {ByQuestion.class, ByPlaceAsText.class})
    void a_store_that_loses_the_order_fails(Class<?> broken) {
        assertThat(Verdict.on(broken).failed()).contains("answers_are_read_in_the_order_in_which_they_were_given");
    }

    @ParameterizedTest
    @ValueSource(classes = {CutHashes.class, CutQuestions.class, SmallLetters.class})
    void a_store_that_bends_questions_or_hashes_fails(Class<?> broken) {
        assertThat(Verdict.on(broken).failed()).contains("questions_and_hashes_come_back_character_by_character");
    }

    @ParameterizedTest
    @ValueSource(classes = {AnyPortal.class, ForgetsEverywhere.class})
    void a_store_that_mixes_portals_fails(Class<?> broken) {
        assertThat(Verdict.on(broken).failed()).contains("portals_have_answers_of_their_own");
    }

    @Test
    void a_store_that_mixes_accounts_fails() {
        assertThat(Verdict.on(AnyAccount.class).failed()).contains("accounts_have_answers_of_their_own");
    }

    @ParameterizedTest
    @ValueSource(classes = {NoCase.class, NoAccents.class, NoSpaces.class, NoPercent.class})
    void a_store_that_takes_accounts_for_one_another_fails(Class<?> broken) {
        assertThat(Verdict.on(broken).failed()).containsExactly("ids_that_look_alike_are_other_accounts");
    }

    static class ByQuestion extends Over {
        ByQuestion() {
            super(new AroundSecurityQuestions() {
                @Override
                List<HashedAnswer> read(List<HashedAnswer> kept) {
                    return kept.stream()
                            .sorted(Comparator.comparing(HashedAnswer::question))
                            .toList();
                }
            });
        }
    }

    static class ByPlaceAsText extends Over {
        ByPlaceAsText() {
            super(new AroundSecurityQuestions() {
                @Override
                List<HashedAnswer> read(List<HashedAnswer> kept) {
                    return kept.stream()
                            .sorted(Comparator.comparing(answer -> Integer.toString(kept.indexOf(answer))))
                            .toList();
                }
            });
        }
    }

    static class CutHashes extends Over {
        CutHashes() {
            super(new AroundSecurityQuestions() {
                @Override
                HashedAnswer kept(HashedAnswer answer) {
                    String hash = answer.hash();
                    return new HashedAnswer(answer.question(), hash.substring(0, Math.min(255, hash.length())));
                }
            });
        }
    }

    static class CutQuestions extends Over {
        CutQuestions() {
            super(new AroundSecurityQuestions() {
                @Override
                HashedAnswer kept(HashedAnswer answer) {
                    String id = answer.question();
                    return new HashedAnswer(id.substring(0, Math.min(32, id.length())), answer.hash());
                }
            });
        }
    }

    static class SmallLetters extends Over {
        SmallLetters() {
            super(new AroundSecurityQuestions() {
                @Override
                HashedAnswer kept(HashedAnswer answer) {
                    return new HashedAnswer(answer.question(), answer.hash().toLowerCase(Locale.ROOT));
                }
            });
        }
    }

    static class AnyPortal extends Over {
        AnyPortal() {
            super(new AroundSecurityQuestions() {
                @Override
                PortalId portal(PortalId portal) {
                    return new PortalId("any");
                }
            });
        }
    }

    static class ForgetsEverywhere extends Over {

        ForgetsEverywhere() {
            super(new AroundSecurityQuestions() {

                private final Map<PortalId, PortalId> portals = new ConcurrentHashMap<>();

                @Override
                public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                    portals.put(portal, portal);
                    if (answers.isEmpty()) {
                        portals.keySet().forEach(each -> super.replace(each, account, answers));
                    } else {
                        super.replace(portal, account, answers);
                    }
                }
            });
        }
    }

    static class AnyAccount extends Over {
        AnyAccount() {
            super(new AroundSecurityQuestions() {
                @Override
                AccountId account(AccountId account) {
                    return new AccountId("any");
                }
            });
        }
    }

    /** Takes those ids for the same of which it makes the same. */
    abstract static class Alike extends Over {
        Alike(UnaryOperator<String> folding) {
            super(new AroundSecurityQuestions() {
                @Override
                AccountId account(AccountId account) {
                    return new AccountId(folding.apply(account.value()));
                }
            });
        }
    }

    static class NoCase extends Alike {
        NoCase() {
            super(id -> id.toUpperCase(Locale.ROOT));
        }
    }

    static class NoAccents extends Alike {
        NoAccents() {
            super(id -> Normalizer.normalize(id, Normalizer.Form.NFD).replaceAll("\\p{M}", ""));
        }
    }

    static class NoSpaces extends Alike {
        NoSpaces() {
            super(String::strip);
        }
    }

    static class NoPercent extends Alike {
        NoPercent() {
            super(id -> id.replace("%", ""));
        }
    }
}
