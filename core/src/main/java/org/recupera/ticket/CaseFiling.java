package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recupera.attachment.AttachmentGate;
import org.recupera.attachment.CheckedFile;
import org.recupera.attachment.Upload;
import org.recupera.limit.Budgets;
import org.recupera.limit.Waiting;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseNumber;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files what came from a form, on the caller's thread.
 *
 * <ol>
 *   <li>Limits, by client and in all.
 *   <li>The form and the files, whose flaws are told together.
 *   <li>A number, and an order for what follows, which looks whether the case came to be filed.
 *   <li>The store, which keeps one case for one submission.
 * </ol>
 */
final class CaseFiling {

    private static final Logger LOG = LoggerFactory.getLogger(CaseFiling.class);

    /** One number that is taken is bad luck; this many in a row are a broken source. */
    private static final int MOST_NUMBERS = 20;

    private static final int LONGEST_ID = 64;

    /** By then a picture has been decoded more than once. */
    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(30);

    private final CasePorts ports;
    private final CaseForm form;
    private final AttachmentGate gate;
    private final CaseNumbers numbers;
    private final CaseFollowUp followUp;
    private final Budgets budgets;

    CaseFiling(CasePorts ports, CaseForm form, AttachmentGate gate, CaseNumbers numbers, CaseFollowUp followUp) {
        this.ports = ports;
        this.form = form;
        this.gate = gate;
        this.numbers = numbers;
        this.followUp = followUp;
        this.budgets = ports.budgets();
    }

    FilingOutcome file(Submission submission, ClientAddress client) {
        Instant now = ports.now();
        Duration wait = waitOf(client, now);
        if (!wait.isZero()) {
            submission.uploads().forEach(Upload::discard);
            return tooMany(wait);
        }
        AttachmentGate.Outcome files;
        try {
            files = gate.check(submission.uploads());
        } catch (PortException failed) {
            if (!failed.isBusy()) {
                throw failed;
            }
            LOG.warn("{}: no room to decode a picture: {}", ports.portal(), failed.getMessage());
            return tooMany(WAIT_FOR_ROOM);
        }
        return judged(submission, files, now);
    }

    private FilingOutcome judged(Submission submission, AttachmentGate.Outcome files, Instant now) {
        Locale language = submission.language().orElse(ports.profile().language());
        CaseForm.Judgement check = form.check(submission.formVersion(), submission.values(), language);
        List<CaseFlaw> flaws = new ArrayList<>();
        if (submission.id().isBlank() || submission.id().length() > LONGEST_ID) {
            flaws.add(new CaseFlaw("", ports.message("case.form.stale", Map.of(), language)));
        }
        if (check instanceof CaseForm.Flawed flawed) {
            flaws.addAll(flawed.flaws());
        }
        if (files instanceof AttachmentGate.Outcome.Refused refused) {
            flaws.addAll(flawsOf(refused, language));
            tellFindings(refused, now);
        }
        if (!flaws.isEmpty()) {
            return refused(flaws, now);
        }
        CaseForm.Clean clean = (CaseForm.Clean) check;
        return filed(submission, clean, ((AttachmentGate.Outcome.Accepted) files).files(), language, now);
    }

    private FilingOutcome filed(
            Submission submission, CaseForm.Clean clean, List<CheckedFile> files, Locale language, Instant now) {
        String key = ports.keys().pseudonym("submission", submission.id());
        String digest = digestOf(clean, files);
        for (int tries = 0; tries < MOST_NUMBERS; tries++) {
            CaseNumber number = numbers.next(now);
            SupportCase supportCase = SupportCase.filed(ports.portal(), number, key, digest, now, language)
                    .requester(clean.requester())
                    .reason(submission
                            .reason()
                            .filter(ports.profile()::hasMessage)
                            .orElse(null))
                    .fields(clean.fields())
                    .files(described(number, files))
                    .build();
            followUp.orderFiled(supportCase);
            Filing filing = ports.store()
                    .file(supportCase, file -> files.get(file.place() - 1).open());
            if (filing instanceof Filing.Filed) {
                tellFiled(supportCase, now);
                return filed(number, false, language);
            }
            if (filing instanceof Filing.Repeated before) {
                return before.digest().equals(digest)
                        ? filed(before.number(), true, language)
                        : new FilingOutcome.Conflict(ports.message("case.conflict", Map.of(), language));
            }
            if (!(filing instanceof Filing.NumberTaken)) {
                throw new PortException("case store: file: gave an answer that no store gives", null);
            }
        }
        throw new PortException("case store: file: every number that was drawn is taken", null);
    }

    private Duration waitOf(ClientAddress client, Instant now) {
        if (!ports.limited()) {
            return Duration.ZERO;
        }
        Duration wait =
                budgets.take("case", client.bucket(), ports.settings().limits().client(), now);
        return wait.isZero()
                ? budgets.take(
                        "case-total",
                        ports.portal().value(),
                        ports.profile().limits().total(),
                        now)
                : wait;
    }

    private FilingOutcome tooMany(Duration wait) {
        return new FilingOutcome.TooMany(Waiting.message(ports.profile(), wait), wait);
    }

    private FilingOutcome filed(CaseNumber number, boolean repeated, Locale language) {
        return new FilingOutcome.Filed(
                number, ports.message("case.filed", Map.of("number", number.value()), language), repeated);
    }

    private FilingOutcome refused(List<CaseFlaw> flaws, Instant now) {
        String codes =
                flaws.stream()
                        .map(flaw -> flaw.message().code())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining(","));
        ports.events().on(Event.of(now, ports.portal(), Event.Type.CASE_REFUSED).with("codes", codes));
        return new FilingOutcome.Refused(flaws);
    }

    private List<CaseFlaw> flawsOf(AttachmentGate.Outcome.Refused refused, Locale language) {
        String field = form.filesField().orElse("");
        return refused.flaws().stream()
                .map(flaw -> new CaseFlaw(field, ports.message(flaw.code(), flaw.parameters(), language)))
                .toList();
    }

    private void tellFindings(AttachmentGate.Outcome.Refused refused, Instant now) {
        refused.findings().forEach(finding -> {
            LOG.warn("{}: an attachment was refused: {}", ports.portal(), finding.verdict());
            ports.events()
                    .on(Event.of(now, ports.portal(), Event.Type.ATTACHMENT_NOT_CLEAN)
                            .with("verdict", finding.verdict().toString()));
        });
    }

    private void tellFiled(SupportCase filed, Instant now) {
        String files = Integer.toString(filed.files().size());
        Map<String, String> details = filed.reason()
                .map(reason -> Map.of("files", files, "reason", reason))
                .orElse(Map.of("files", files));
        ports.tell(Event.Type.CASE_FILED, now, filed.number(), details);
    }

    /** Of what people typed and of what they attached, and not of what a later version makes of it. */
    private String digestOf(CaseForm.Clean clean, List<CheckedFile> files) {
        Stream<String> fields = clean.fields().stream().flatMap(field -> Stream.of(field.name(), field.value()));
        Stream<String> contents = files.stream().flatMap(file -> Stream.of("", file.uploadedSha256()));
        return ports.keys().pseudonym("case", Stream.concat(fields, contents).toArray(String[]::new));
    }

    private static List<CaseFile> described(CaseNumber number, List<CheckedFile> files) {
        List<CaseFile> described = new ArrayList<>();
        for (CheckedFile file : files) {
            int place = described.size() + 1;
            described.add(new CaseFile(
                    place,
                    file.type().fileName(number.value(), place),
                    file.shownName(),
                    file.type().mediaType(),
                    file.size(),
                    file.sha256()));
        }
        return described;
    }
}
