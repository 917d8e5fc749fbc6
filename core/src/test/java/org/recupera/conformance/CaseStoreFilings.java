package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;

/** What a store says of a case that it is given: kept, repeated, or another number please. */
abstract class CaseStoreFilings extends CaseStoreFixture {

    @Test
    void a_filed_case_is_found_unchanged_by_every_node() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(3), 2, Fresh.bytes(300_000));
        SupportCase filed = filed(Cases.with(Cases.filled(portal), files), files);
        assertUnchanged(filed, store().find(portal, filed.number()).orElseThrow());
        assertUnchanged(filed, another().find(portal, filed.number()).orElseThrow());
    }

    @Test
    void a_case_that_says_next_to_nothing_is_found_unchanged() {
        SupportCase filed =
                filed(Cases.bare(portal, Cases.number(), "s", "d", T0).build());
        assertUnchanged(filed, find(filed));
        SupportCase inAnotherLanguage =
                filed(SupportCase.filed(portal, Cases.number(), "S", "D", T0, Locale.forLanguageTag("zh-Hant-TW"))
                        .build());
        assertUnchanged(inAnotherLanguage, find(inAnotherLanguage));
    }

    @Test
    void a_case_that_was_kept_elsewhere_comes_with_its_history() {
        SupportCase filed = filed(Cases.filled(portal)
                .standing(
                        CaseState.ANSWERED,
                        T0.plusSeconds(7),
                        5,
                        List.of(
                                Cases.said(T0.plusSeconds(7), "Ya puede entrar.", CaseState.ANSWERED),
                                Cases.said(T0.plusSeconds(3), "", CaseState.ANSWERED)))
                .build());
        assertUnchanged(filed, find(filed));
    }

    @Test
    void a_case_that_was_never_filed_is_not_found() {
        SupportCase never = Cases.filled(portal).build();
        assertEquals(Optional.empty(), store().find(portal, never.number()));
    }

    @Test
    void a_submission_that_was_filed_is_known_in_its_portal_and_nowhere_else() {
        SupportCase first = filed(Cases.filled(portal).build());
        assertEquals(
                Optional.of(new Filing.Repeated(first.number(), first.digest())),
                another().filed(portal, first.submission()));
        assertEquals(Optional.empty(), store().filed(Fresh.portal(), first.submission()));
        assertEquals(Optional.empty(), store().filed(portal, Cases.key()));
    }

    @Test
    void a_repetition_is_told_whose_number_and_content_came_first() {
        SupportCase first = filed(Cases.filled(portal).build());
        SupportCase other = filed(Cases.filled(portal).build());
        Filing repeated = new Filing.Repeated(first.number(), first.digest());
        for (CaseNumber number : List.of(first.number(), Cases.number(), other.number())) {
            for (String digest : List.of(first.digest(), Cases.key())) {
                SupportCase again = Cases.bare(portal, number, first.submission(), digest, T0.plusSeconds(9))
                        .build();
                assertEquals(repeated, another().file(again, Attached.NOTHING), () -> "as " + number);
            }
        }
        assertUnchanged(first, find(first));
        assertUnchanged(other, find(other));
        assertEquals(2, list(portal).size());
    }

    @Test
    void a_number_that_is_taken_keeps_the_case_out_until_it_has_another() {
        SupportCase first = filed(Cases.filled(portal).build());
        SupportCase second =
                Cases.filled(portal, first.number(), Cases.key(), Cases.key()).build();
        assertEquals(new Filing.NumberTaken(), another().file(second, Attached.NOTHING));
        assertEquals(new Filing.NumberTaken(), store().file(second, Attached.NOTHING));
        assertUnchanged(first, find(first));
        SupportCase renumbered = filed(Cases.filled(portal, Cases.number(), second.submission(), second.digest())
                .build());
        assertUnchanged(renumbered, find(renumbered));
    }

    @Test
    void of_sixteen_that_file_one_submission_exactly_one_is_filed_and_the_others_are_told_its_number() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            String submission = Cases.key();
            byte[] bytes = Fresh.bytes(2_000);
            List<SupportCase> candidates = Together.run(
                    i -> Cases.with(Cases.filled(portal, Cases.number(), submission, Cases.key()), Map.of(1, bytes)));
            Attached contents = Attached.of(Map.of(1, bytes));
            List<Filing> answers = Together.run(i -> node(i).file(candidates.get(i), contents));
            int winner = answers.indexOf(new Filing.Filed(null));
            SupportCase kept = candidates.get(winner);
            Filing repeated = new Filing.Repeated(kept.number(), kept.digest());
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(i == winner ? new Filing.Filed(null) : repeated, answers.get(i), "thread " + i);
            }
            assertUnchanged(kept, find(kept));
            assertCopied(bytes, kept, 1);
            assertEquals(round + 1, list(portal).size());
            contents.assertClosed();
        }
    }

    @Test
    void of_sixteen_that_want_one_number_exactly_one_gets_it() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            CaseNumber number = Cases.number();
            List<SupportCase> candidates = Together.run(
                    i -> Cases.filled(portal, number, Cases.key(), Cases.key()).build());
            List<Filing> answers = Together.run(i -> node(i).file(candidates.get(i), Attached.NOTHING));
            int winner = answers.indexOf(new Filing.Filed(null));
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(
                        i == winner ? new Filing.Filed(null) : new Filing.NumberTaken(), answers.get(i), "thread " + i);
            }
            assertUnchanged(candidates.get(winner), find(portal, number).orElseThrow());
        }
    }

    @Test
    void submissions_that_look_alike_are_different() {
        String submission = Fresh.text(20) + "abc";
        List<String> alike = List.of(
                submission, submission.toUpperCase(Locale.ROOT), submission + '_', submission + '-', '_' + submission);
        for (String one : alike) {
            filed(Cases.filled(portal, Cases.number(), one, one).build());
        }
        for (String one : alike) {
            Filing again = another()
                    .file(Cases.filled(portal, Cases.number(), one, Cases.key()).build(), Attached.NOTHING);
            assertEquals(one, ((Filing.Repeated) again).digest());
        }
    }

    @Test
    void portals_do_not_see_each_others_cases() {
        SupportCase here = filed(Cases.filled(portal).build());
        SupportCase elsewhere = Cases.filled(Fresh.portal(), here.number(), here.submission(), Cases.key())
                .requester(null)
                .build();
        assertEquals(Optional.empty(), find(elsewhere.portal(), here.number()));
        assertEquals(List.of(), list(elsewhere.portal()));
        filed(elsewhere);
        assertUnchanged(here, find(here));
        assertUnchanged(elsewhere, find(elsewhere));
        assertEquals(1, list(portal).size());
        appended(elsewhere, Cases.said(T0, "de otro portal", CaseState.CLOSED));
        assertUnchanged(here, find(here));
    }

    @Test
    void instants_survive_to_the_microsecond() {
        for (Instant instant : Awkward.instants()) {
            SupportCase filed = filed(Cases.bare(portal, Cases.number(), Cases.key(), "d", instant)
                    .build());
            Instant later = instant.plusNanos(1_000);
            SupportCase moved = appended(filed, Cases.said(later, "", CaseState.CLOSED));
            assertEquals(instant, moved.filedAt());
            assertEquals(later, moved.changedAt());
            assertEquals(later, moved.messages().get(0).at());
        }
    }

    @Test
    void a_file_that_is_shorter_or_longer_than_it_says_keeps_the_case_out() {
        SupportCase filed = Cases.filled(portal)
                .files(List.of(Cases.file(1, 5), Cases.file(2, 600_000)))
                .build();
        for (int wrong : List.of(0, 1, 599_999, 600_001, 1_200_000)) {
            Attached contents = Attached.of(Map.of(1, Fresh.bytes(5), 2, Fresh.bytes(wrong)));
            assertThrows(PortException.class, () -> store().file(filed, contents), () -> "bytes: " + wrong);
            contents.assertClosed();
            assertEquals(Optional.empty(), find(portal, filed.number()));
            assertEquals(List.of(), list(portal));
        }
        Attached empty = Attached.of(Map.of(1, Fresh.bytes(1)));
        SupportCase withAnEmptyFile =
                Cases.filled(portal).files(List.of(Cases.file(1, 0))).build();
        assertThrows(PortException.class, () -> store().file(withAnEmptyFile, empty));
        filed(filed, Map.of(1, Fresh.bytes(5), 2, Fresh.bytes(600_000)));
    }

    @Test
    void a_repetition_opens_no_file_for_good() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(100));
        SupportCase filed = filed(Cases.with(Cases.filled(portal), files), files);
        Attached again = Attached.of(Map.of(1, Fresh.bytes(100)));
        another().file(filed, again);
        again.assertClosed();
        assertCopied(Objects.requireNonNull(files.get(1)), filed, 1);
    }
}
