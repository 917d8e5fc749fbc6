package org.recupera.examples.portal.pages;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.recupera.attachment.Upload;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.PortException;
import org.recupera.profile.FieldKind;
import org.recupera.profile.SupportCaseSettings;
import org.recupera.ticket.CaseFlaw;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /{p}/crear-caso}: the profile's form for a support case.
 *
 * <p>Nothing that a person typed is lost while the case is not filed, or while nobody knows whether it is; only files have
 * to be chosen again, because browsers do not let a page choose them.
 */
public final class NewCasePage implements Page {

    static final String PATH = "crear-caso";
    static final String REASON = "motivo";

    private static final String SUBMISSION = "envio";
    private static final String VERSION = "version";
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Pattern SUBMISSION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Logger log = LoggerFactory.getLogger(NewCasePage.class);

    private final Site site;
    private final SupportCases cases;
    private final DrawnForm drawn;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     * @param cases its support cases
     * @param settings what its profile says of them
     */
    public NewCasePage(Site site, SupportCases cases, SupportCaseSettings settings) {
        this.site = site;
        this.cases = cases;
        this.drawn = new DrawnForm(site, cases, settings.form());
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Reply get(Visit visit) {
        Map<String, String> chosen = new HashMap<>();
        drawn.names(FieldKind.CHOICE).forEach(name -> chosen.put(name, Typed.again(visit.parameter(name))));
        return form(visit, 200, cases.newSubmissionId(), visit.parameter(REASON), drawn.with(chosen));
    }

    @Override
    public Reply post(Visit visit) {
        String given = visit.field(SUBMISSION);
        String id = SUBMISSION_ID.matcher(given).matches() ? given : cases.newSubmissionId();
        Map<String, String> typed = typed(visit);
        FilingOutcome outcome;
        try {
            outcome = cases.file(submission(visit, id, typed), visit.client());
        } catch (PortException outage) {
            log.warn("{}: it is unknown whether a case was filed", site.segment(), outage);
            Map<String, Object> values = drawn.again(typed, List.of(), sentFiles(visit));
            values.put("unknown", true);
            return form(visit, 503, id, visit.field(REASON), values).retryAfter(OUTAGE);
        }
        if (outcome instanceof FilingOutcome.Filed filed) {
            return site.page(
                    visit,
                    200,
                    "caso-creado",
                    Map.of("number", filed.number(), "message", filed.message().text()));
        }
        if (outcome instanceof FilingOutcome.TooMany limited) {
            Map<String, Object> values = drawn.again(typed, List.of(), sentFiles(visit));
            values.put("wait", limited.message().text());
            return form(visit, 429, id, visit.field(REASON), values).retryAfter(limited.retryAfter());
        }
        if (outcome instanceof FilingOutcome.Conflict conflict) {
            Map<String, Object> values = drawn.again(typed, List.of(), sentFiles(visit));
            values.put("conflict", conflict.message().text());
            return form(visit, 409, cases.newSubmissionId(), visit.field(REASON), values);
        }
        List<CaseFlaw> flaws = ((FilingOutcome.Refused) outcome).flaws();
        return form(visit, 422, id, visit.field(REASON), drawn.again(typed, flaws, sentFiles(visit)));
    }

    @Override
    public Reply tooLarge(Visit visit) {
        Map<String, Object> values = drawn.again(typed(visit), List.of(), true);
        values.put("tooLarge", true);
        return form(visit, 413, cases.newSubmissionId(), visit.field(REASON), values);
    }

    private Submission submission(Visit visit, String id, Map<String, String> typed) {
        String reason = visit.field(REASON);
        return Submission.of(id, visit.field(VERSION))
                .values(typed)
                .uploads(drawn.names(FieldKind.FILES).stream()
                        .flatMap(name -> visit.files(name).stream())
                        .map(file -> Upload.of(file.name(), file::open))
                        .toList())
                .reason(reason.isEmpty() ? null : reason)
                .language(site.profile().language())
                .build();
    }

    private Map<String, String> typed(Visit visit) {
        Map<String, String> typed = new HashMap<>();
        drawn.names().stream().filter(visit::hasField).forEach(name -> typed.put(name, visit.field(name)));
        return typed;
    }

    private boolean sentFiles(Visit visit) {
        return drawn.names(FieldKind.FILES).stream()
                .anyMatch(name -> !visit.files(name).isEmpty());
    }

    private Reply form(Visit visit, int status, String submission, String reason, Map<String, Object> values) {
        values.put("submission", submission);
        values.put("reason", Typed.again(reason));
        return site.page(visit, status, PATH, values);
    }
}
