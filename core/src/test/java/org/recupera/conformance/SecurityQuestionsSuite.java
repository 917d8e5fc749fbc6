package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortalId;
import org.recupera.port.SecurityQuestions;

/**
 * The contract of {@link SecurityQuestions}, for whoever writes one.
 *
 * <p>Extend it in your own tests and hand over your store:
 *
 * <pre>{@code
 * class RedisSecurityQuestionsTest extends SecurityQuestionsSuite {
 *
 *     @Override
 *     protected SecurityQuestions questions() {
 *         return RedisSecurityQuestions.at(ADDRESS);
 *     }
 *
 *     @Override
 *     protected SecurityQuestions another() {
 *         return RedisSecurityQuestions.at(ADDRESS);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test uses accounts of its own, so the storage need not be emptied between tests. A store that keeps answers
 * of accounts on file alone says which these are by {@link #portal()}, {@link #otherPortal()}, {@link #account()}
 * and {@link #accountsThatLookAlike()}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class SecurityQuestionsSuite {

    /** How often each thread reads while others write. */
    private static final int READS = 5;

    private final PortalId portal = Fresh.portal();
    private final PortalId otherPortal = Fresh.portal();

    /** For the class that brings the store. */
    protected SecurityQuestionsSuite() {}

    /**
     * The store under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the store
     */
    protected abstract SecurityQuestions questions();

    /**
     * A store on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #questions()} when nothing but
     *     one process can ever use the storage
     */
    protected abstract SecurityQuestions another();

    /**
     * The portal whose answers are kept.
     *
     * @return the same portal throughout a test; a new one unless overridden
     */
    protected PortalId portal() {
        return portal;
    }

    /**
     * Another portal, whose accounts may have the same ids.
     *
     * @return the same portal throughout a test; a new one unless overridden
     */
    protected PortalId otherPortal() {
        return otherPortal;
    }

    /**
     * An account of {@link #portal()} that no other test uses and that has answered nothing.
     *
     * @return another one each time; any id unless overridden
     */
    protected AccountId account() {
        return Fresh.account();
    }

    /**
     * Accounts of {@link #portal()} whose ids are almost the same, used by no other test.
     *
     * @return ids that differ in case, accents and spaces unless overridden, by a portal whose ids are its own affair
     */
    protected List<AccountId> accountsThatLookAlike() {
        return Awkward.lookAlikesInUnicode(Fresh.text(8)).stream()
                .map(AccountId::new)
                .toList();
    }

    @Test
    void an_account_that_is_not_there_has_answered_nothing_either() {
        assertEquals(List.of(), questions().of(portal(), account()));
        assertEquals(List.of(), questions().of(portal(), Fresh.account()));
        assertEquals(List.of(), another().of(otherPortal(), new AccountId("nobody")));
    }

    @Test
    void answers_are_read_in_the_order_in_which_they_were_given() {
        AccountId account = account();
        List<HashedAnswer> given = new ArrayList<>(answers("order", 12));
        for (int turn = 0; turn < 3; turn++) {
            List<HashedAnswer> now = List.copyOf(given);
            questions().replace(portal(), account, now);
            assertEquals(now, questions().of(portal(), account));
            assertEquals(now, another().of(portal(), account));
            Collections.rotate(given, 5);
        }
        Collections.reverse(given);
        another().replace(portal(), account, given);
        assertEquals(given, questions().of(portal(), account));
    }

    @Test
    void questions_and_hashes_come_back_character_by_character() {
        AccountId account = account();
        String printable = IntStream.rangeClosed('!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<HashedAnswer> given = List.of(
                new HashedAnswer("a", "$"),
                new HashedAnswer("9-" + "z".repeat(38), printable.repeat(4).substring(0, 300)),
                new HashedAnswer("9-" + "z".repeat(37), "z".repeat(299) + "Z"),
                new HashedAnswer("first-school", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"),
                new HashedAnswer("first-schoo1", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaa"));
        questions().replace(portal(), account, given);
        assertEquals(given, another().of(portal(), account));
    }

    @Test
    void a_replacement_leaves_nothing_of_what_was_there() {
        AccountId account = account();
        List<HashedAnswer> first = answers("first", 3);
        for (List<HashedAnswer> next : List.of(
                first,
                answers("second", 3),
                first.subList(1, 2),
                answers("third", 5),
                List.of(first.get(2), first.get(0)),
                first)) {
            another().replace(portal(), account, next);
            assertEquals(next, questions().of(portal(), account));
        }
    }

    @Test
    void giving_none_forgets_all_and_may_be_repeated() {
        AccountId account = account();
        questions().replace(portal(), account, List.of());
        assertEquals(List.of(), questions().of(portal(), account));
        questions().replace(portal(), account, answers("before", 3));
        assertEquals(answers("before", 3), questions().of(portal(), account));
        another().replace(portal(), account, List.of());
        another().replace(portal(), account, List.of());
        assertEquals(List.of(), questions().of(portal(), account));
        questions().replace(portal(), account, answers("after", 2));
        assertEquals(answers("after", 2), another().of(portal(), account));
    }

    @Test
    void a_hash_takes_the_place_of_the_one_that_was_seen_and_of_no_other() {
        AccountId account = account();
        List<HashedAnswer> given = answers("hash", 3);
        HashedAnswer seen = given.get(1);
        HashedAnswer anew = new HashedAnswer(seen.question(), "$hash$anew");
        questions().replace(portal(), account, given);
        questions().replace(otherPortal(), account, List.of());
        another().rehash(portal(), account(), seen, anew.hash());
        another().rehash(otherPortal(), account, seen, anew.hash());
        another().rehash(portal(), account, new HashedAnswer("question-1", seen.hash()), anew.hash());
        another().rehash(portal(), account, new HashedAnswer(seen.question(), "$HASH$hash$1"), anew.hash());
        assertEquals(given, questions().of(portal(), account));

        another().rehash(portal(), account, seen, anew.hash());
        another().rehash(portal(), account, seen, "$hash$late");

        assertEquals(List.of(given.get(0), anew, given.get(2)), questions().of(portal(), account));
    }

    @Test
    void a_hash_of_an_answer_that_was_replaced_meanwhile_is_not_kept() {
        AccountId account = account();
        for (int round = 0; round < Together.ROUNDS; round++) {
            List<HashedAnswer> before = answers("before-" + round, 3);
            List<HashedAnswer> after = answers("after-" + round, 3);
            questions().replace(portal(), account, before);
            Together.run(i -> {
                if (i == 7) {
                    node(i).replace(portal(), account, after);
                } else {
                    node(i).rehash(portal(), account, before.get(i % 3), "$hash$late-" + i);
                }
                return i;
            });
            assertEquals(after, questions().of(portal(), account));
        }
    }

    @Test
    void what_the_caller_does_with_a_list_later_changes_nothing_kept() {
        AccountId account = account();
        List<HashedAnswer> given = new ArrayList<>(answers("list", 3));
        questions().replace(portal(), account, given);
        given.clear();
        assertEquals(answers("list", 3), questions().of(portal(), account));
    }

    @Test
    void accounts_have_answers_of_their_own() {
        AccountId account = account();
        AccountId other = account();
        questions().replace(portal(), account, answers("one", 2));
        questions().replace(portal(), other, answers("other", 3));
        assertEquals(answers("one", 2), questions().of(portal(), account));
        questions().replace(portal(), account, List.of());
        assertEquals(answers("other", 3), questions().of(portal(), other));
    }

    @Test
    void portals_have_answers_of_their_own() {
        AccountId account = account();
        questions().replace(portal(), account, answers("here", 2));
        assertEquals(List.of(), questions().of(otherPortal(), account));
        questions().replace(otherPortal(), account, List.of());
        assertEquals(answers("here", 2), another().of(portal(), account));
    }

    @Test
    void ids_that_look_alike_are_other_accounts() {
        List<AccountId> accounts = accountsThatLookAlike();
        for (AccountId account : accounts) {
            assertEquals(List.of(), questions().of(portal(), account), () -> "account [" + account + ']');
            questions().replace(portal(), account, answers(ownMark(accounts, account), 2));
        }
        for (AccountId account : accounts) {
            assertEquals(
                    answers(ownMark(accounts, account), 2),
                    another().of(portal(), account),
                    () -> "account [" + account + ']');
            another().replace(portal(), account, List.of());
        }
    }

    @Test
    void of_sixteen_that_replace_at_once_one_is_the_last() {
        AccountId known = account();
        for (int round = 0; round < Together.ROUNDS; round++) {
            List<List<HashedAnswer>> given = sixteenLists(round);
            AccountId account = round % 2 == 0 ? account() : known;
            Together.run(i -> {
                node(i).replace(portal(), account, given.get(i));
                return i;
            });
            assertTrue(given.contains(questions().of(portal(), account)), "a mixture, or nothing of what was given");
        }
    }

    @Test
    void sixteen_that_forget_and_replace_at_once_leave_all_of_one_or_nothing() {
        AccountId account = account();
        for (int round = 0; round < Together.ROUNDS; round++) {
            List<List<HashedAnswer>> given = sixteenLists(round);
            IntStream.range(0, Together.THREADS).filter(i -> i % 3 == 0).forEach(i -> given.set(i, List.of()));
            Together.run(i -> {
                node(i).replace(portal(), account, given.get(i));
                return i;
            });
            assertTrue(given.contains(questions().of(portal(), account)), "a mixture");
        }
    }

    @Test
    void who_reads_while_others_replace_sees_all_of_one() {
        AccountId account = account();
        for (int round = 0; round < Together.ROUNDS; round++) {
            List<List<HashedAnswer>> given = sixteenLists(round);
            questions().replace(portal(), account, given.get(0));
            List<List<List<HashedAnswer>>> seen = Together.run(i -> {
                if (i % 4 == 1) {
                    node(i / 4).replace(portal(), account, given.get(i));
                }
                return IntStream.range(0, READS)
                        .mapToObj(any -> node(i).of(portal(), account))
                        .toList();
            });
            seen.forEach(all -> assertTrue(given.containsAll(all), "some were seen before the others"));
        }
    }

    private SecurityQuestions node(int number) {
        return number % 2 == 0 ? questions() : another();
    }

    private static String ownMark(List<AccountId> accounts, AccountId account) {
        return "own-" + accounts.indexOf(account);
    }

    /** One for each thread, of one to five answers, no two alike. */
    private static List<List<HashedAnswer>> sixteenLists(int round) {
        return new ArrayList<>(IntStream.range(0, Together.THREADS)
                .mapToObj(i -> answers(round + "-" + i, 1 + i % 5))
                .toList());
    }

    /** Answers to the first questions of a catalogue whose ids are in no order. */
    private static List<HashedAnswer> answers(String marked, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new HashedAnswer("question-" + i * 7 % 12, "$hash$" + marked + '$' + i))
                .toList();
    }
}
