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
import org.recupera.work.WorkResult;

/** Hands kept cases over to an external help desk, and notes that it has them. */
final class HandOver {

    static final String KIND = "case-hand-over";

    private static final String NUMBER = "number";
    private static final int MOST_TRIES = 5;

    private final CasePorts ports;
    private final @Nullable TicketDesk desk;

    HandOver(CasePorts ports) {
        this.ports = ports;
        this.desk = ports.desk();
    }

    /** Does nothing where there is no external desk. */
    void order(SupportCase supportCase) {
        if (desk != null) {
            String number = supportCase.number().value();
            Instant at = supportCase.filedAt();
            ports.orders().place(new Order(KIND + '/' + number, Lane.DELIVER, KIND, Map.of(NUMBER, number), at), at);
        }
    }

    WorkResult carryOut(Order order, Instant now) {
        if (desk == null) {
            return new WorkResult.Failed("this node has no external desk");
        }
        // A case that is purged has nothing left to hand over.
        Optional<SupportCase> found = find(new CaseNumber(order.detail(NUMBER)))
                .filter(kept -> kept.state() != CaseState.HANDED_OVER
                        && kept.requester().isPresent());
        return found.map(kept -> resultOf(desk.file(kept, file -> open(kept, file)), kept, now))
                .orElseGet(WorkResult::done);
    }

    private WorkResult resultOf(Filing filing, SupportCase kept, Instant now) {
        if (filing instanceof Filing.Filed filed) {
            note(kept, filed.reference(), now);
            return WorkResult.done();
        }
        if (filing instanceof Filing.Repeated) {
            note(kept, null, now);
            return WorkResult.done();
        }
        if (filing instanceof Filing.Deferred deferred) {
            return new WorkResult.Failed(deferred.reason());
        }
        String reason = filing instanceof Filing.Rejected rejected
                ? rejected.reason()
                : "the external desk has another case of this number";
        ports.tell(Event.Type.CASE_NOT_HANDED_OVER, now, kept.number(), Map.of("reason", reason));
        return new WorkResult.Dead(reason);
    }

    private void note(SupportCase kept, @Nullable String reference, Instant now) {
        String text = (reference == null
                        ? ports.message("case.handed-over", Map.of(), kept.language())
                        : ports.message("case.handed-over-as", Map.of("reference", reference), kept.language()))
                .text();
        Optional<SupportCase> seen = Optional.of(kept);
        for (int tries = 0; tries < MOST_TRIES && seen.isPresent(); tries++) {
            CaseState state = seen.get().state() == CaseState.CLOSED ? CaseState.CLOSED : CaseState.HANDED_OVER;
            if (ports.store().append(seen.get(), new CaseMessage(now, CaseMessage.Author.LIBRARY, text, state))) {
                ports.tell(Event.Type.CASE_HANDED_OVER, now, kept.number(), Map.of());
                return;
            }
            seen = find(kept.number());
        }
    }

    private Optional<SupportCase> find(CaseNumber number) {
        return ports.store().find(ports.portal(), number);
    }

    private InputStream open(SupportCase kept, CaseFile file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(file.size()));
        if (!ports.store().copy(ports.portal(), kept.number(), file.place(), bytes)) {
            throw new FileNotFoundException("the store has no such file");
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
