package org.recupera.ticket;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.attachment.AttachmentGate;
import org.recupera.key.Base32;
import org.recupera.port.ClientAddress;
import org.recupera.port.Finding;
import org.recupera.profile.AttachmentSettings;
import org.recupera.profile.CaseNumbering;
import org.recupera.profile.SupportCaseSettings;
import org.recupera.work.WorkHandler;

/**
 * Takes support cases in, from the form to the number in the mail, and the answer.
 *
 * <p>A portal draws the form from {@link #form}, calls {@link #file} when it is sent, and {@link #status} from the page on
 * which a requester asks; {@link #desk} is for those who answer. Documents 000 and 002 are where the form and the steps
 * come from.
 *
 * <p>Safe for use by several threads. Every method may throw {@link org.recupera.port.PortException} when infrastructure
 * is broken; a portal answers that with a page of its own (HTTP 503).
 */
public final class SupportCases {

    /** 128 bits: a form's id is guessed by nobody. */
    private static final int ID_BYTES = 16;

    private static final int DAYS_TO_RENEW = 60;

    private final CasePorts ports;
    private final CaseForm form;
    private final AttachmentGate gate;
    private final CaseFiling filing;
    private final CaseStatus status;
    private final CaseDesk desk;
    private final AnswerTime answerTime;
    private final Map<String, WorkHandler> handlers;

    private SupportCases(CasePorts ports) {
        SupportCaseSettings settings = ports.settings();
        this.answerTime = AnswerTime.of(ports.profile(), settings);
        CaseNumbers numbers = numbers(ports);
        HandOver handOver = new HandOver(ports);
        CaseFollowUp followUp = new CaseFollowUp(ports, new CaseLetters(ports, answerTime), handOver);
        this.ports = ports;
        this.form = CaseForm.of(ports.profile());
        this.gate = gate(ports, form.filesField().isPresent());
        this.filing = new CaseFiling(ports, form, gate, numbers, followUp);
        this.status = new CaseStatus(ports, numbers, answerTime);
        this.desk = new CaseDesk(ports, numbers, followUp, handOver);
        this.handlers = followUp.handlers();
    }

    /**
     * Puts support cases on their ports; embedders get them from {@code Recupera.cases()}.
     *
     * @param ports all that they stand on
     * @return support cases; they do nothing by themselves
     */
    public static SupportCases on(CasePorts ports) {
        return new SupportCases(ports);
    }

    /**
     * The form that people fill in.
     *
     * @return the profile's, for drawing
     */
    public CaseForm form() {
        return form;
    }

    /**
     * What may be attached.
     *
     * @return the limits that really hold, for help texts: a scanner or an external desk may take less than the profile
     *     says
     */
    public AttachmentSettings attachments() {
        return gate.limits();
    }

    /**
     * Makes the id that tells one drawn form from every other.
     *
     * @return 26 characters for a hidden field
     */
    public String newSubmissionId() {
        byte[] id = new byte[ID_BYTES];
        ports.random().nextBytes(id);
        return Base32.encode(id);
    }

    /**
     * Files a case.
     *
     * <p>Tells all that is wrong with form and files at once, or files them: durably, once for each
     * {@link Submission#of submission id}, whatever number of times and on whatever nodes it is sent. The confirmation with
     * the number is mailed by the worker, to the one address in the form; nothing that was typed is in it, and nothing
     * typed sets a sender, a recipient beside that one, or a header: else the form would send strangers any text in the
     * portal's name (CVE-2023-51316). Past the budget of that address the case is filed all the same and nothing is mailed.
     * Where the portal has an external desk, the worker hands the case over, with the requester's name and address where
     * that desk looks for them.
     *
     * <p>Reads, decodes and scans the files on this thread, and closes them whatever comes of it. When this throws, it is
     * unknown whether the case was filed: the same form may be sent again, which is a new {@link Submission} under the same
     * id with the files read anew.
     *
     * @param submission what came from the form
     * @param client from where; behind a proxy, what the portal's own proxy reports
     * @return what to answer
     * @throws org.recupera.port.PortException when it is unknown whether the case was filed
     */
    public FilingOutcome file(Submission submission, ClientAddress client) {
        return filing.file(submission, client);
    }

    /**
     * Says how a case stands.
     *
     * <p>A number alone is no credential: the address has to be the one in the form. A wrong number and a wrong address are
     * answered alike, and so is a right pair once the number, or the mailbox, was asked for too often from anywhere.
     *
     * @param number as it is typed, dictated or copied; {@code null} counts as empty
     * @param email as it is typed; capitals do not count; {@code null} counts as empty
     * @param client from where
     * @return what to answer
     * @throws org.recupera.port.PortException when the store cannot be asked
     */
    public StatusOutcome status(@Nullable String number, @Nullable String email, ClientAddress client) {
        return status.status(number, email, client);
    }

    /**
     * The service desk's side.
     *
     * @return what a desk's pages call
     */
    public CaseDesk desk() {
        return desk;
    }

    /**
     * What is worth knowing about the desk's hours.
     *
     * @return the last day whose holidays are known, when it is less than 60 days away
     */
    public Optional<Finding> findings() {
        LocalDate renewal =
                LocalDate.ofInstant(ports.now(), ports.profile().zone()).plusDays(DAYS_TO_RENEW);
        return answerTime
                .knownThrough()
                .filter(through -> through.isBefore(renewal))
                .map(Finding.HolidaysEnd::new);
    }

    /**
     * Who carries out what was accepted, by kind of order; for the worker.
     *
     * @return an unmodifiable map
     */
    public Map<String, WorkHandler> handlers() {
        return handlers;
    }

    /** Nobody attaches what an external desk would not take. */
    private static AttachmentGate gate(CasePorts ports, boolean takesFiles) {
        AttachmentSettings told = ports.settings().attachments();
        AttachmentSettings taken = ports.desk() == null || !takesFiles
                ? told
                : told.within(Long.MAX_VALUE, ports.desk().maxBytesInAll());
        return ports.scanner() == null
                ? AttachmentGate.withoutScanner(taken)
                : AttachmentGate.of(taken, ports.scanner());
    }

    private static CaseNumbers numbers(CasePorts ports) {
        CaseNumbering numbers = ports.settings().numbers();
        return numbers.order() == CaseNumbering.Order.SEQUENTIAL
                ? CaseNumbers.sequential(
                        numbers.prefix(),
                        ports.profile().zone(),
                        ports.portal(),
                        Objects.requireNonNull(ports.sequence()))
                : CaseNumbers.random(numbers.prefix(), ports.profile().zone(), ports.random());
    }
}
