package org.recupera.clamav;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.attachment.AttachmentFlaw;
import org.recupera.attachment.AttachmentGate;
import org.recupera.attachment.AttachmentGate.Outcome;
import org.recupera.attachment.Upload;
import org.recupera.conformance.AttachmentScannerSuite;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttachmentScanner.Verdict;
import org.recupera.profile.AttachmentSettings;

/** Content scanned by clamd itself. */
@Tag("clamav")
class RealClamdTest extends AttachmentScannerSuite {

    @TempDir
    static Path directory;

    private static RealClamd clamd;

    @BeforeAll
    static void start() {
        clamd = RealClamd.started(directory, eicar());
    }

    @AfterAll
    static void stop() {
        clamd.close();
    }

    @Override
    protected AttachmentScanner scanner() {
        return clamd.tcp().build();
    }

    @Test
    void a_unix_socket_gives_the_same_verdicts() {
        ClamdScanner scanner = clamd.unix().build();
        scanner.ping();

        assertThat(scan(scanner, "harmless".getBytes(US_ASCII))).isEqualTo(new Verdict.Clean());
        assertThat(scan(scanner, eicar())).isEqualTo(new Verdict.Infected("Recupera.Known-File.UNOFFICIAL"));
    }

    @Test
    void what_is_found_deep_in_a_document_is_told_by_name() {
        assertThat(scan(scanner(), document(500_000))).isEqualTo(new Verdict.Infected("Recupera.Marker.UNOFFICIAL"));
    }

    @Test
    void a_limit_that_was_told_too_high_is_found_out() {
        for (ClamdScanner.Builder builder : List.of(clamd.tcp(), clamd.unix())) {
            ClamdScanner tooTrusting = builder.maxBytes(100L << 20).build();

            for (int size : new int[] {RealClamd.STREAM_MAX_LENGTH + 1, 50 << 20}) {
                assertThat(scan(tooTrusting, new byte[size]))
                        .as("%d bytes", size)
                        .isInstanceOf(Verdict.Undecided.class);
            }
        }
    }

    @Test
    void the_gate_refuses_what_clamd_finds_and_takes_what_it_does_not() {
        AttachmentGate gate =
                AttachmentGate.of(AttachmentSettings.standard(), clamd.unix().build());
        byte[] harmless = "%PDF-1.7\n%%EOF\n".getBytes(US_ASCII);

        assertThat(gate.limits().maxBytes()).isEqualTo(RealClamd.STREAM_MAX_LENGTH);
        assertThat(gate.check(List.of(Upload.of("a.pdf", new ByteArrayInputStream(harmless)))))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(gate.check(List.of(
                        Upload.of("a.pdf", new ByteArrayInputStream(harmless)),
                        Upload.of("b.pdf", new ByteArrayInputStream(document(1_000))))))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.flaws())
                            .extracting(AttachmentFlaw::position, AttachmentFlaw::code)
                            .containsExactly(tuple(2, AttachmentFlaw.INFECTED));
                    assertThat(refused.findings().get(0).verdict())
                            .isEqualTo(new Verdict.Infected("Recupera.Marker.UNOFFICIAL"));
                });
    }

    private static Verdict scan(AttachmentScanner scanner, byte[] content) {
        return scanner.scan(new ByteArrayInputStream(content), content.length);
    }

    private static byte[] document(int size) {
        return ("%PDF-1.7\n" + "x".repeat(size) + RealClamd.MARKER + "\n%%EOF\n").getBytes(US_ASCII);
    }
}
