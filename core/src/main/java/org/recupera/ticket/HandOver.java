package org.recupera.ticket;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.Event;
import org.recupera.port.Filing;
import org.recupera.port.Lane;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;
import org.recupera.work.Order;
import org.recupera.work.WorkHandler;
import org.recupera.work.WorkResult;

/** Hands kept cases over to an external help desk, and notes that it has them. */
final class HandOver implements WorkHandler {

    static final String KIND = "case-hand-over";

    private static final String NUMBER = "number";
    private static final int MOST_TRIES = 5;

    private final CasePorts ports;
    private final @Nullable TicketDesk desk;

    HandOver(CasePorts ports) {
        this.ports = ports;
        this.desk = ports.desk();
    }

    /** Nothing where there is no external desk. */
    Optional<Order> of(SupportCase supportCase) {
        String number = supportCase.number().value();
        return desk == null
                ? Optional.empty()
                : Optional.of(new Order(
                        KIND + '/' + number, Lane.DELIVER, KIND, Map.of(NUMBER, number), supportCase.filedAt()));
    }

    boolean isPossible() {
        return desk != null;
    }

    /** By the mark that is left when it is: its state may be another one since. */
    static boolean isDone(SupportCase kept) {
        return kept.messages().stream().anyMatch(message -> message.state() == CaseState.HANDED_OVER);
    }

    /** Whether a case is purged, or was closed here before any desk had it. */
    static boolean isTooLate(SupportCase kept) {
        return kept.requester().isEmpty() || kept.state() == CaseState.CLOSED;
    }

    @Override
    public WorkResult carryOut(Order order, Instant now) {
        if (desk == null) {
            return new WorkResult.Failed("this node has no external desk");
        }
        Optional<SupportCase> found =
                find(new CaseNumber(order.detail(NUMBER))).filter(kept -> !isDone(kept) && !isTooLate(kept));
        return found.map(kept -> resultOf(desk.file(kept, file -> open(kept, file)), kept, now))
                .orElseGet(WorkResult::done);
    }

    @Override
    public void failed(Order order, String reason, boolean last, Instant now) {
        ports.events()
                .on(ports.event(Event.Type.CASE_NOT_HANDED_OVER, now, new CaseNumber(order.detail(NUMBER)))
                        .with("reason", reason)
                        .with("final", Boolean.toString(last)));
    }

    private WorkResult resultOf(Filing filing, SupportCase kept, Instant now) {
        if (filing instanceof Filing.Filed filed) {
            return note(kept, filed.reference(), now);
        }
        if (filing instanceof Filing.Repeated) {
            return note(kept, null, now);
        }
        if (filing instanceof Filing.Deferred deferred) {
            return new WorkResult.Failed(deferred.reason());
        }
        return new WorkResult.Dead(
                filing instanceof Filing.Rejected rejected
                        ? rejected.reason()
                        : "the external desk has another case of this number");
    }

    /** The message is the mark by which a case is never handed over again. */
    private WorkResult note(SupportCase kept, @Nullable String reference, Instant now) {
        String text = (reference == null
                        ? ports.message("case.handed-over", Map.of(), kept.language())
                        : ports.message("case.handed-over-as", Map.of("reference", reference), kept.language()))
                .text();
        CaseMessage message = new CaseMessage(now, CaseMessage.Author.LIBRARY, text, CaseState.HANDED_OVER);
        Optional<SupportCase> seen = Optional.of(kept);
        for (int tries = 0; tries < MOST_TRIES && seen.isPresent(); tries++) {
            if (ports.store().append(seen.get(), message)) {
                ports.events().on(ports.event(Event.Type.CASE_HANDED_OVER, now, kept));
                backTo(seen.get().state(), kept.number(), now);
                return WorkResult.done();
            }
            seen = find(kept.number());
        }
        return new WorkResult.Failed("the case was handed over and could not be marked");
    }

    /** Who answered or closed the case here, while the desk was being asked, has the last word on how it stands. */
    private void backTo(CaseState before, CaseNumber number, Instant now) {
        if (before == CaseState.ANSWERED || before == CaseState.CLOSED) {
            find(number)
                    .filter(marked -> marked.state() == CaseState.HANDED_OVER)
                    .ifPresent(marked ->
                            ports.store().append(marked, new CaseMessage(now, CaseMessage.Author.LIBRARY, "", before)));
        }
    }

    private Optional<SupportCase> find(CaseNumber number) {
        return ports.store().find(ports.portal(), number);
    }

    private InputStream open(SupportCase kept, CaseFile file) throws IOException {
        Copied bytes = new Copied(Math.toIntExact(file.size()));
        if (!ports.store().copy(ports.portal(), kept.number(), file.place(), bytes)) {
            throw new FileNotFoundException("the store has no such file");
        }
        return bytes.content();
    }

    /** Is read where it was written: a copy would hold each file twice. */
    private static final class Copied extends ByteArrayOutputStream {

        Copied(int size) {
            super(size);
        }

        InputStream content() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
