package org.recupera.ticket;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseMessage.Author;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.SupportCase;
import org.recupera.profile.Message;
import org.recupera.work.Order;

/**
 * The service desk's side of support cases.
 *
 * <p>Who may call it is the portal's to say: it asks nobody who he is. Safe for use by several threads. Every method may
 * throw {@link org.recupera.port.PortException} when infrastructure is broken.
 */
public final class CaseDesk {

    /** The most cases in one page of a list. */
    public static final int MOST_LISTED = 1_000;

    private final CasePorts ports;
    private final CaseNumbers numbers;
    private final CaseFollowUp followUp;
    private final HandOver handOver;

    CaseDesk(CasePorts ports, CaseNumbers numbers, CaseFollowUp followUp, HandOver handOver) {
        this.ports = ports;
        this.numbers = numbers;
        this.followUp = followUp;
        this.handOver = handOver;
    }

    /**
     * Lists cases, the longest filed first.
     *
     * @param states in which states
     * @param after the last case of the page before, or {@code null} to begin
     * @param limit the most cases; 1 to {@value #MOST_LISTED}
     * @return the cases
     * @throws IllegalArgumentException when the limit is another one
     */
    public List<CaseSummary> list(Set<CaseState> states, @Nullable CaseSummary after, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("a page lists 1 to " + MOST_LISTED + " cases");
        }
        return ports.store().list(ports.portal(), states, after, limit);
    }

    /**
     * Reads a case with all that was typed and said.
     *
     * @param number as it is typed, dictated or copied
     * @return the case, or nothing when the portal has none of that number
     */
    public Optional<SupportCase> read(String number) {
        return numbers.read(number).number().flatMap(this::find);
    }

    /**
     * Writes the bytes of a file out.
     *
     * <p>They were judged when the case was filed; a page hands them over as an attachment all the same, never to be
     * shown in place (OWASP ASVS 5.0, 5.4.1).
     *
     * @param number the number of the case
     * @param place the file's {@link org.recupera.port.CaseFile#place()}
     * @param to where to; left open
     * @return whether there is such a file; when not, nothing was written
     * @throws IOException when {@code to} cannot be written to
     */
    public boolean copyFile(CaseNumber number, int place, OutputStream to) throws IOException {
        return ports.store().copy(ports.portal(), number, place, to);
    }

    /**
     * Writes to the requester, moves the case on, or both.
     *
     * <p>The requester gets a mail in the thread of the confirmation when there is a text, or when the case is closed.
     *
     * @param number the number of the case
     * @param version {@link SupportCase#version()} of the case as the desk has seen it
     * @param text what to write, shown and mailed as it is; may be empty when {@code next} is given
     * @param next where the case stands from then on; {@code null} leaves it as it is, and {@link CaseState#HANDED_OVER} is
     *     set by the library alone
     * @return what became of it
     */
    public DeskOutcome answer(CaseNumber number, long version, String text, @Nullable CaseState next) {
        String written = text.replace("\r\n", "\n").replace('\r', '\n').strip();
        Optional<Message> flaw = flawOf(written, next);
        return flaw.<DeskOutcome>map(DeskOutcome.Refused::new)
                .orElseGet(() -> append(number, version, Author.DESK, written, next, null));
    }

    /**
     * Has the usernames of a person's accounts mailed to the addresses on file, and tells the requester so.
     *
     * <p>Never to the address in the form: whoever files a case may not be whose account it is. The requester reads the
     * same whether or not there is such an account. The case is answered then. No budget holds the mail back.
     *
     * @param number the number of the case
     * @param version {@link SupportCase#version()} of the case as the desk has seen it
     * @param person by what the desk knows whose accounts they are
     * @return what became of it
     * @throws IllegalStateException when the profile does not recover usernames
     */
    public DeskOutcome sendUsername(CaseNumber number, long version, Identifier person) {
        if (ports.usernameMails() == null) {
            throw new IllegalStateException("the profile does not recover usernames: it has no username");
        }
        return find(number)
                .map(seen -> ports.message("case.username-sent", Map.of(), seen.language())
                        .text())
                .map(told -> append(number, version, Author.LIBRARY, told, CaseState.ANSWERED, person))
                .orElseGet(DeskOutcome.NoSuchCase::new);
    }

    /**
     * Has a case handed over to the external help desk that has not taken it yet, tried for another day.
     *
     * <p>For a case that was given up, because the desk was down for long or would not have it. The worker asks the desk,
     * and marks the case when it is there. Calling this again, or for a case that is under way or that the desk has, does
     * nothing more.
     *
     * @param number the number of the case
     * @return {@link DeskOutcome.Done} with the case as it stands when the desk has it or will be asked;
     *     {@link DeskOutcome.Refused} when it was closed before, or what it said of the person is forgotten
     * @throws IllegalStateException when the portal has no external desk
     */
    public DeskOutcome handOver(CaseNumber number) {
        if (!handOver.isPossible()) {
            throw new IllegalStateException("there is no external desk: call desk(TicketDesk) before build()");
        }
        Optional<SupportCase> found = find(number);
        if (found.isEmpty()) {
            return new DeskOutcome.NoSuchCase();
        }
        SupportCase kept = found.get();
        if (!HandOver.isDone(kept)) {
            if (HandOver.isTooLate(kept)) {
                return new DeskOutcome.Refused(message("case.hand-over.too-late", Map.of()));
            }
            handOver.of(kept).ifPresent(order -> ports.orders().place(order, ports.now()));
        }
        return new DeskOutcome.Done(kept);
    }

    private Optional<SupportCase> find(CaseNumber number) {
        return ports.store().find(ports.portal(), number);
    }

    private DeskOutcome append(
            CaseNumber number,
            long version,
            Author author,
            String text,
            @Nullable CaseState next,
            @Nullable Identifier person) {
        Optional<SupportCase> found = find(number);
        if (found.isEmpty()) {
            return new DeskOutcome.NoSuchCase();
        }
        SupportCase seen = found.get();
        if (seen.version() != version) {
            return new DeskOutcome.Changed();
        }
        Instant now = ports.now();
        CaseState state = next == null ? seen.state() : next;
        CaseMessage message = new CaseMessage(now, author, text, state);
        boolean closed = state == CaseState.CLOSED && seen.state() != CaseState.CLOSED;
        List<Order> orders = new ArrayList<>();
        if (!text.isEmpty() || closed) {
            orders.add(CaseFollowUp.answered(seen, message));
        }
        if (person != null) {
            orders.add(CaseFollowUp.usernamesFor(person, seen, message));
        }
        orders.forEach(followUp::place);
        if (!ports.store().append(seen, message)) {
            return new DeskOutcome.Changed();
        }
        Instant keptAt = ports.now();
        orders.forEach(order -> followUp.placeAgainIfLate(order, keptAt));
        Event answered = ports.event(Event.Type.CASE_ANSWERED, now, seen).with("state", state.name());
        if (person == null) {
            ports.events().on(answered);
        } else {
            ports.events().on(answered.subject(ports.pseudonym(person)).with("sent", "usernames"));
        }
        return find(number).<DeskOutcome>map(DeskOutcome.Done::new).orElseGet(DeskOutcome.NoSuchCase::new);
    }

    private Optional<Message> flawOf(String text, @Nullable CaseState next) {
        if (text.isEmpty() && next == null) {
            return Optional.of(message("case.answer.empty", Map.of()));
        }
        if (next == CaseState.HANDED_OVER) {
            return Optional.of(message("case.answer.not-by-hand", Map.of()));
        }
        if (text.length() > CaseMessage.MAX_TEXT) {
            String most = Integer.toString(CaseMessage.MAX_TEXT);
            return Optional.of(message("case.answer.too-long", Map.of("maximum", most)));
        }
        return text.codePoints().allMatch(CaseDesk::isReadable)
                ? Optional.empty()
                : Optional.of(message("case.answer.unreadable", Map.of()));
    }

    private Message message(String code, Map<String, String> parameters) {
        return ports.message(code, parameters, ports.profile().language());
    }

    private static boolean isReadable(int c) {
        return c == '\n'
                || c == '\t'
                || (Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.SURROGATE);
    }
}
