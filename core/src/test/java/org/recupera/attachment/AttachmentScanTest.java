package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.recupera.attachment.AttachmentGateTest.accepted;
import static org.recupera.attachment.AttachmentGateTest.onlyFlaw;
import static org.recupera.attachment.AttachmentGateTest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.attachment.AttachmentGate.Outcome;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttachmentScanner.Verdict;
import org.recupera.port.PortException;
import org.recupera.profile.AttachmentSettings;

/** What the gate makes of its scanner's verdicts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachmentScanTest {

    private static final Verdict CLEAN = new Verdict.Clean();
    private static final Verdict DOWN = new Verdict.Undecided("down", new IOException("refused"));

    private final Answering scanner = new Answering();
    private final AttachmentGate gate = AttachmentGate.of(AttachmentSettings.standard(), scanner);

    /** Gives the answers that it was given, and keeps what it was asked. */
    private static final class Answering implements AttachmentScanner {

        private final Deque<Supplier<Verdict>> answers = new ArrayDeque<>();
        private final List<byte[]> scanned = new ArrayList<>();
        private long maxBytes = Long.MAX_VALUE;

        void answers(Verdict... verdicts) {
            Arrays.stream(verdicts).forEach(verdict -> answers.add(() -> verdict));
        }

        @Override
        public long maxBytes() {
            return maxBytes;
        }

        @Override
        public Verdict scan(InputStream content, long size) {
            try {
                byte[] bytes = content.readAllBytes();
                assertThat((long) bytes.length).isEqualTo(size);
                scanned.add(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return answers.remove().get();
        }
    }

    @Test
    void the_scanner_sees_the_bytes_that_came() {
        byte[] picture = MadeFiles.joined(MadeFiles.png(), MadeFiles.eicar());
        byte[] document = MadeFiles.pdf();
        scanner.answers(CLEAN, CLEAN);

        List<CheckedFile> files = accepted(gate.check(List.of(upload("a.png", picture), upload("b.pdf", document))));

        assertThat(scanner.scanned).containsExactly(picture, document);
        assertThat(MadeFiles.contains(files.get(0).content(), MadeFiles.eicar()))
                .isFalse();
    }

    @Test
    void what_is_infected_is_refused_and_the_others_are_still_judged() {
        scanner.answers(new Verdict.Infected("Eicar"), CLEAN, new Verdict.Infected("Other"));
        byte[] first = MadeFiles.pdf(1);

        Outcome outcome = gate.check(
                List.of(upload("a.pdf", first), upload("b.pdf", MadeFiles.pdf()), upload("c.png", MadeFiles.png())));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.flaws())
                    .extracting(AttachmentFlaw::position, AttachmentFlaw::code)
                    .containsExactly(tuple(1, AttachmentFlaw.INFECTED), tuple(3, AttachmentFlaw.INFECTED));
            assertThat(refused.findings())
                    .extracting(ScanFinding::position, ScanFinding::verdict)
                    .containsExactly(tuple(1, new Verdict.Infected("Eicar")), tuple(3, new Verdict.Infected("Other")));
            assertThat(refused.findings().get(0).sha256()).isEqualTo(CheckedFile.digest(first));
        });
    }

    @Test
    void a_scanner_that_cannot_tell_refuses_and_is_not_asked_again() {
        scanner.answers(CLEAN, DOWN);

        Outcome outcome = gate.check(List.of(
                upload("a.pdf", MadeFiles.pdf()),
                upload("b.pdf", MadeFiles.pdf()),
                upload("c.pdf", MadeFiles.pdf()),
                upload("d.gif", MadeFiles.gifAndHtml())));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.flaws())
                    .extracting(AttachmentFlaw::position, AttachmentFlaw::code)
                    .containsExactly(
                            tuple(2, AttachmentFlaw.NOT_SCANNED),
                            tuple(3, AttachmentFlaw.NOT_SCANNED),
                            tuple(4, AttachmentFlaw.WRONG_TYPE));
            assertThat(refused.findings())
                    .extracting(ScanFinding::position, ScanFinding::verdict)
                    .containsExactly(tuple(2, DOWN));
        });
        assertThat(scanner.scanned).hasSize(2);
    }

    @Test
    void a_scanner_that_throws_or_says_nothing_refuses() {
        PortException broken = new PortException("scanner: broken", null);
        scanner.answers.add(() -> {
            throw broken;
        });
        scanner.answers.add(() -> null);

        assertThat(gate.check(List.of(upload("a.pdf", MadeFiles.pdf()))))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.flaws().get(0).code()).isEqualTo(AttachmentFlaw.NOT_SCANNED);
                    assertThat(refused.findings().get(0).verdict())
                            .isInstanceOfSatisfying(
                                    Verdict.Undecided.class,
                                    undecided -> assertThat(undecided.cause()).isSameAs(broken));
                });
        assertThat(onlyFlaw(gate.check(List.of(upload("a.pdf", MadeFiles.pdf()))))
                        .code())
                .isEqualTo(AttachmentFlaw.NOT_SCANNED);
    }

    @Test
    void after_a_call_that_got_no_verdict_the_next_asks_again() {
        scanner.answers(DOWN, CLEAN);

        assertThat(onlyFlaw(gate.check(List.of(upload("a.pdf", MadeFiles.pdf()))))
                        .code())
                .isEqualTo(AttachmentFlaw.NOT_SCANNED);
        assertThat(accepted(gate.check(List.of(upload("a.pdf", MadeFiles.pdf())))))
                .hasSize(1);
    }

    @Test
    void what_is_refused_anyway_is_not_scanned() {
        gate.check(List.of(
                upload("a.gif", MadeFiles.gifAndHtml()),
                upload("b.png", MadeFiles.blackPng(30_000, 30_000)),
                upload("c.exe", MadeFiles.pdf())));

        assertThat(scanner.scanned).isEmpty();
    }

    @Test
    void a_file_may_have_no_more_than_the_scanner_looks_at() {
        scanner.maxBytes = (100 << 10) + 7;
        AttachmentGate narrow = AttachmentGate.of(AttachmentSettings.standard(), scanner);
        scanner.answers(CLEAN);

        assertThat(narrow.limits().maxBytes()).isEqualTo(100 << 10);
        assertThat(narrow.limits().maxBytesInAll()).isEqualTo(7 << 20);
        AttachmentFlaw flaw = onlyFlaw(narrow.check(List.of(upload("a.pdf", MadeFiles.pdf(100 << 10)))));
        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.TOO_LARGE);
        assertThat(flaw.parameters()).containsEntry("limit", "100 KB");
        assertThat(accepted(narrow.check(List.of(upload("a.pdf", MadeFiles.pdf(90 << 10))))))
                .hasSize(1);
        assertThat(scanner.scanned).hasSize(1);
    }

    @Test
    void a_scanner_that_looks_at_next_to_nothing_is_none() {
        scanner.maxBytes = (64 << 10) - 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttachmentGate.of(AttachmentSettings.standard(), scanner));
    }
}
