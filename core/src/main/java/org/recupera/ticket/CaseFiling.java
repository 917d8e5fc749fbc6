package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recupera.attachment.AttachmentGate;
import org.recupera.attachment.CheckedFile;
import org.recupera.attachment.ScanFinding;
import org.recupera.attachment.Upload;
import org.recupera.limit.Budgets;
import org.recupera.limit.Waiting;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseNumber;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;
import org.recupera.profile.Message;
import org.recupera.work.Order;
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

    private static final Pattern REASONS =
            Pattern.compile("(?:identifier|lookup|answer|link|limit)\\.[a-z0-9.-]{1,40}");

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
        try {
            // Whatever a browser asks for: cases are kept in a language that the portal speaks.
            Locale language = ports.profile()
                    .languageFor(submission.language().orElse(ports.profile().language()));
            Duration wait = waitOf(client, ports.now());
            return wait.isZero()
                    ? judged(submission, language)
                    : new FilingOutcome.TooMany(Waiting.message(ports.profile(), wait, language), wait);
        } finally {
            submission.uploads().forEach(Upload::discard);
        }
    }

    private FilingOutcome judged(Submission submission, Locale language) {
        AttachmentGate.Outcome files;
        try {
            files = gate.check(submission.uploads());
        } catch (PortException failed) {
            if (!failed.isBusy()) {
                throw failed;
            }
            LOG.warn("{}: no room to decode a picture: {}", ports.portal(), failed.getMessage());
            Message message = ports.message("portal.unavailable", Map.of(), language);
            return new FilingOutcome.TooMany(message, WAIT_FOR_ROOM);
        }
        CaseForm.Judgement check = form.check(submission.formVersion(), submission.values(), language);
        List<CaseFlaw> flaws = flaws(submission, check, files, language);
        String key = ports.keys().pseudonym("submission", submission.id());
        Optional<Filing.Repeated> before = ports.store().filed(ports.portal(), key);
        if (!flaws.isEmpty()) {
            // What was filed stays filed, whatever became of the form, the limits or the scanner since.
            return before.map(filed -> again("case.filed-before", filed.number(), Optional.empty(), language))
                    .orElseGet(() -> refused(flaws));
        }
        List<CheckedFile> accepted = ((AttachmentGate.Outcome.Accepted) files).files();
        CaseForm.Clean clean = (CaseForm.Clean) check;
        String digest = digestOf(clean, accepted);
        // No number is drawn for what has one.
        return before.map(filed -> repeated(filed, digest, clean.requester(), language))
                .orElseGet(() -> filed(submission, key, digest, clean, accepted, language));
    }

    private List<CaseFlaw> flaws(
            Submission submission, CaseForm.Judgement check, AttachmentGate.Outcome files, Locale language) {
        List<CaseFlaw> flaws = new ArrayList<>();
        if (submission.id().isBlank() || submission.id().length() > LONGEST_ID) {
            flaws.add(new CaseFlaw("", ports.message("case.form.lost", Map.of(), language)));
        }
        if (check instanceof CaseForm.Flawed flawed) {
            flaws.addAll(flawed.flaws());
        }
        if (files instanceof AttachmentGate.Outcome.Refused refused) {
            flaws.addAll(flawsOf(refused, language));
            refused.findings().forEach(this::tellFinding);
        }
        return form.inOrder(flaws);
    }

    private FilingOutcome filed(
            Submission submission,
            String key,
            String digest,
            CaseForm.Clean clean,
            List<CheckedFile> files,
            Locale language) {
        for (int tries = 0; tries < MOST_NUMBERS; tries++) {
            // Only now: reading the files may have taken minutes, and what follows is looked for from here on.
            Instant now = ports.now();
            CaseNumber number = numbers.next(now);
            SupportCase supportCase = SupportCase.filed(ports.portal(), number, key, digest, now, language)
                    .requester(clean.requester())
                    .reason(submission.reason().filter(this::isReason).orElse(null))
                    .fields(clean.fields())
                    .files(described(number, files))
                    .build();
            Order order = CaseFollowUp.filed(supportCase);
            followUp.place(order);
            Filing filing = ports.store()
                    .file(supportCase, file -> files.get(file.place() - 1).open());
            if (filing instanceof Filing.Filed) {
                followUp.placeAgainIfLate(order, ports.now());
                tellFiled(supportCase);
                return filed("case.filed", number, false, language);
            }
            if (filing instanceof Filing.Repeated before) {
                return repeated(before, digest, clean.requester(), language);
            }
            if (!(filing instanceof Filing.NumberTaken)) {
                throw new PortException("case store: file: gave an answer that no store gives", null);
            }
        }
        throw new PortException("case store: file: every number that was drawn is taken", null);
    }

    private FilingOutcome repeated(Filing.Repeated before, String digest, EmailAddress requester, Locale language) {
        Optional<String> subject = Optional.of(ports.pseudonym(requester));
        if (before.digest().equals(digest)) {
            return again("case.filed", before.number(), subject, language);
        }
        Message conflict = ports.message("case.conflict", Map.of(), language);
        tellRefused(conflict.code(), subject);
        return new FilingOutcome.Conflict(conflict);
    }

    private FilingOutcome again(String code, CaseNumber number, Optional<String> subject, Locale language) {
        Event repeated = ports.event(Event.Type.CASE_REPEATED, ports.now(), number);
        ports.events().on(subject.map(repeated::subject).orElse(repeated));
        return filed(code, number, true, language);
    }

    /** A browser carried it, so only what recovery may end with is taken. */
    private boolean isReason(String code) {
        return REASONS.matcher(code).matches() && ports.profile().hasMessage(code);
    }

    private Duration waitOf(ClientAddress client, Instant now) {
        if (!ports.limited()) {
            return Duration.ZERO;
        }
        Duration wait = budgets.take("case", client, ports.settings().limits().client(), now);
        return wait.isZero()
                ? budgets.take(
                        "case-total",
                        ports.portal().value(),
                        ports.profile().limits().total(),
                        now)
                : wait;
    }

    private FilingOutcome filed(String code, CaseNumber number, boolean repeated, Locale language) {
        return new FilingOutcome.Filed(
                number, ports.message(code, Map.of("number", number.value()), language), repeated);
    }

    private FilingOutcome refused(List<CaseFlaw> flaws) {
        String codes = flaws.stream()
                .map(flaw -> flaw.message().code())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        tellRefused(codes, Optional.empty());
        return new FilingOutcome.Refused(flaws);
    }

    private void tellRefused(String codes, Optional<String> subject) {
        Event refused =
                Event.of(ports.now(), ports.portal(), Event.Type.CASE_REFUSED).with("codes", codes);
        ports.events().on(subject.map(refused::subject).orElse(refused));
    }

    private List<CaseFlaw> flawsOf(AttachmentGate.Outcome.Refused refused, Locale language) {
        String field = form.filesField().orElse("");
        return refused.flaws().stream()
                .map(flaw -> new CaseFlaw(field, ports.message(flaw.code(), flaw.parameters(), language)))
                .toList();
    }

    private void tellFinding(ScanFinding finding) {
        boolean infected = finding.verdict() instanceof AttachmentScanner.Verdict.Infected;
        String reason = finding.verdict() instanceof AttachmentScanner.Verdict.Infected found
                ? found.signature()
                : ((AttachmentScanner.Verdict.Undecided) finding.verdict()).reason();
        LOG.warn("{}: an attachment was refused by the scanner: {}", ports.portal(), reason);
        ports.events()
                .on(Event.of(ports.now(), ports.portal(), Event.Type.ATTACHMENT_NOT_CLEAN)
                        .with("verdict", infected ? "infected" : "undecided")
                        .with("reason", reason)
                        .with("sha256", finding.sha256()));
    }

    private void tellFiled(SupportCase filed) {
        Event event = ports.event(Event.Type.CASE_FILED, filed.filedAt(), filed)
                .with("files", Integer.toString(filed.fileCount()));
        ports.events()
                .on(filed.reason().map(reason -> event.with("reason", reason)).orElse(event));
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
