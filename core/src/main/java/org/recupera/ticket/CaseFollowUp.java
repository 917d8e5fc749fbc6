package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.recupera.limit.Budgets;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.EmailAddress;
import org.recupera.port.Lane;
import org.recupera.port.SupportCase;
import org.recupera.work.Order;
import org.recupera.work.WorkHandler;
import org.recupera.work.WorkResult;

/**
 * Carries out what follows when a case is filed or written to, at least once.
 *
 * <p>Ordered before the store is written to, so that no crash can lose it: each order finds out by itself whether the
 * store has what it is about, and looks again until that is certain.
 */
final class CaseFollowUp {

    private static final String FILED = "case-filed";
    private static final String CONFIRMATION = "case-confirmation";
    private static final String ANSWER = "case-answer";

    /** By then a store has written or never will: longer than databases let a statement wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private static final String NUMBER = "number";
    private static final String SUBMISSION = "submission";
    private static final String INDEX = "index";

    private final CasePorts ports;
    private final Budgets budgets;
    private final CaseLetters letters;
    private final HandOver handOver;

    CaseFollowUp(CasePorts ports, CaseLetters letters, HandOver handOver) {
        this.ports = ports;
        this.budgets = ports.budgets();
        this.letters = letters;
        this.handOver = handOver;
    }

    Map<String, WorkHandler> handlers() {
        return Map.of(
                FILED,
                this::filed,
                CONFIRMATION,
                this::confirm,
                ANSWER,
                this::answer,
                HandOver.KIND,
                handOver::carryOut);
    }

    /** Orders what follows, if the case comes to be filed. */
    void orderFiled(SupportCase supportCase) {
        String number = supportCase.number().value();
        Map<String, String> details = Map.of(NUMBER, number, SUBMISSION, supportCase.submission());
        place(FILED, number, Lane.DECIDE, details, supportCase.filedAt());
    }

    /** Orders the mail of a message, if it comes to be the next one of the case. */
    void orderAnswer(SupportCase seen, CaseMessage message) {
        String index = Integer.toString(seen.messages().size());
        String number = seen.number().value();
        // Two agents may write at once: each has an order, and only the one whose message was kept finds it.
        String key = number + '/' + index + '/' + message.at();
        place(ANSWER, key, Lane.DELIVER, Map.of(NUMBER, number, INDEX, index), message.at());
    }

    private WorkResult filed(Order order, Instant now) {
        Predicate<SupportCase> isMeant = found -> found.submission().equals(order.detail(SUBMISSION));
        return onceKept(order, now, isMeant, found -> {
            found.requester().ifPresent(requester -> orderConfirmation(found, requester, now));
            handOver.order(found);
            return WorkResult.done();
        });
    }

    private void orderConfirmation(SupportCase found, EmailAddress requester, Instant now) {
        String mailbox = Budgets.mailbox(requester);
        boolean allowed =
                budgets.take("case-address", mailbox, ports.settings().limits().address(), now)
                                .isZero()
                        && budgets.allowsMail(mailbox, now);
        if (allowed) {
            String number = found.number().value();
            place(CONFIRMATION, number, Lane.DELIVER, Map.of(NUMBER, number), found.filedAt());
        } else {
            letters.dropConfirmation(found, requester, "limit");
        }
    }

    private WorkResult confirm(Order order, Instant now) {
        return find(order)
                .flatMap(found -> found.requester().map(requester -> letters.sendConfirmation(found, requester)))
                .orElseGet(WorkResult::done);
    }

    private WorkResult answer(Order order, Instant now) {
        int index = Integer.parseInt(order.detail(INDEX));
        Predicate<SupportCase> isKept = found -> found.messages().size() > index
                && found.messages().get(index).at().equals(order.acceptedAt());
        return onceKept(
                order,
                now,
                isKept,
                found -> found.requester()
                        .map(requester -> letters.sendAnswer(found, requester, index))
                        .orElseGet(WorkResult::done));
    }

    private WorkResult onceKept(
            Order order, Instant now, Predicate<SupportCase> isKept, Function<SupportCase, WorkResult> step) {
        Optional<SupportCase> found = find(order).filter(isKept);
        if (found.isPresent()) {
            return step.apply(found.get());
        }
        Duration waited = Duration.between(order.acceptedAt(), now);
        if (waited.compareTo(PATIENCE) >= 0) {
            return WorkResult.done();
        }
        Duration wait = waited.dividedBy(4);
        return new WorkResult.TooEarly(
                now.plus(wait.compareTo(FIRST_LOOK) < 0 ? FIRST_LOOK : wait), "store-not-written-yet");
    }

    private Optional<SupportCase> find(Order order) {
        return ports.store().find(ports.portal(), new CaseNumber(order.detail(NUMBER)));
    }

    private void place(String kind, String key, Lane lane, Map<String, String> details, Instant acceptedAt) {
        ports.orders().place(new Order(kind + '/' + key, lane, kind, details, acceptedAt), acceptedAt);
    }
}
