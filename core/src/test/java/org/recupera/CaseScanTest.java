package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.CLIENT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.attachment.Upload;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.Event;
import org.recupera.ticket.CaseFlaw;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.SupportCases;

/** A form whose files a scanner looks at. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseScanTest {

    private static final String PDF = "%PDF-1.7\n%%EOF";

    /** The test file of all virus scanners, in two halves so that no scanner takes this source for it. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final CasePortal portal = new CasePortal("honducompras");
    private final List<String> scanned = new ArrayList<>();

    @Test
    void what_is_clean_is_filed() {
        SupportCases cases = cases(new AttachmentScanner.Verdict.Clean());

        assertThat(file(cases, PDF)).isInstanceOf(FilingOutcome.Filed.class);

        assertThat(scanned).containsExactly(PDF);
        assertThat(portal.only().files()).hasSize(1);
    }

    @Test
    void what_is_infected_has_its_own_message_at_its_own_field_and_nothing_is_kept() {
        SupportCases cases = cases(new AttachmentScanner.Verdict.Infected("Eicar-Test-Signature"));

        FilingOutcome outcome = file(cases, PDF + EICAR + "\n%%EOF");

        CaseFlaw flaw = onlyFlaw(outcome);
        assertThat(flaw.field()).isEqualTo("adjunto");
        assertThat(flaw.message().code()).isEqualTo("attachment.infected");
        assertThat(flaw.message().text()).contains("«pantalla.pdf»").doesNotContain("Eicar");
        assertThat(portal.all()).isEmpty();
        assertThat(onlyFinding().details())
                .containsEntry("verdict", "infected")
                .containsEntry("reason", "Eicar-Test-Signature")
                .hasEntrySatisfying("sha256", sha256 -> assertThat(sha256).matches("[0-9a-f]{64}"));
    }

    @Test
    void what_the_scanner_cannot_tell_is_refused_and_an_operator_reads_why() {
        SupportCases cases =
                cases(new AttachmentScanner.Verdict.Undecided("clamd: connection refused", new IOException("no")));

        CaseFlaw flaw = onlyFlaw(file(cases, PDF));

        assertThat(flaw.message().code()).isEqualTo("attachment.not-scanned");
        assertThat(onlyFinding().details())
                .containsEntry("verdict", "undecided")
                .containsEntry("reason", "clamd: connection refused");
        assertThat(portal.all()).isEmpty();
    }

    @Test
    void no_more_is_taken_than_the_scanner_looks_at_and_the_form_says_so() {
        SupportCases cases = cases(new AttachmentScanner.Verdict.Clean(), 65_536);

        assertThat(cases.attachments().maxBytes()).isEqualTo(65_536);
        assertThat(onlyFlaw(file(cases, PDF + " ".repeat(65_536) + "\n%%EOF"))
                        .message()
                        .code())
                .isEqualTo("attachment.too-large");
        assertThat(scanned).isEmpty();
    }

    private SupportCases cases(AttachmentScanner.Verdict verdict) {
        return cases(verdict, 10_000_000);
    }

    private SupportCases cases(AttachmentScanner.Verdict verdict, long maxBytes) {
        return portal.builder()
                .attachmentScanner(scanner(verdict, maxBytes))
                .build()
                .cases();
    }

    private AttachmentScanner scanner(AttachmentScanner.Verdict verdict, long maxBytes) {
        return new AttachmentScanner() {
            @Override
            public long maxBytes() {
                return maxBytes;
            }

            @Override
            public Verdict scan(InputStream content, long size) {
                try {
                    scanned.add(new String(content.readAllBytes(), StandardCharsets.US_ASCII));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
                return verdict;
            }
        };
    }

    private static FilingOutcome file(SupportCases cases, String content) {
        InputStream bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
        return cases.file(
                submission(cases, cases.newSubmissionId())
                        .uploads(List.of(Upload.of("pantalla.pdf", bytes)))
                        .build(),
                CLIENT);
    }

    private static CaseFlaw onlyFlaw(FilingOutcome outcome) {
        assertThat(outcome).isInstanceOf(FilingOutcome.Refused.class);
        List<CaseFlaw> flaws = ((FilingOutcome.Refused) outcome).flaws();
        assertThat(flaws).hasSize(1);
        return flaws.get(0);
    }

    private Event onlyFinding() {
        List<Event> findings = portal.portal.events.stream()
                .filter(event -> event.type() == Event.Type.ATTACHMENT_NOT_CLEAN)
                .toList();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
