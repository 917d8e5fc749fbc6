package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.recupera.limit.Budgets;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.EmailAddress;
import org.recupera.port.Filing;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.Lane;
import org.recupera.port.SupportCase;
import org.recupera.work.Order;
import org.recupera.work.WorkHandler;
import org.recupera.work.WorkResult;

/**
 * Carries out what follows when a case is filed or written to, at least once.
 *
 * <p>Ordered before the store is written to: each order finds out by itself whether the store has what it is about, and
 * looks again for five minutes. What takes longer to be kept is ordered again once it is. So a crash loses nothing, but
 * for one right after a write that took longer than that; and a mail goes out once, unless the store keeps what it is
 * about and then takes longer than that to say so.
 */
final class CaseFollowUp {

    private static final String FILED = "case-filed";
    private static final String CONFIRMATION = "case-confirmation";
    private static final String ANSWER = "case-answer";
    private static final String USERNAME = "case-username";

    /** By then a store has written as good as always; a filing that took longer is ordered again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How far the clocks of two nodes may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(20);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /** Tells an order that is placed again from the first one, which may be about to give up. */
    private static final String LATE = "/late";

    private static final String NUMBER = "number";
    private static final String SUBMISSION = "submission";
    private static final String INDEX = "index";
    private static final String AUTHOR = "author";
    private static final String KIND = "kind";
    private static final String VALUE = "value";

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
                this::followFiling,
                CONFIRMATION,
                this::confirm,
                ANSWER,
                this::answer,
                USERNAME,
                this::sendUsername,
                HandOver.KIND,
                handOver);
    }

    /** What follows, if the case comes to be filed. */
    static Order filed(SupportCase supportCase) {
        String number = supportCase.number().value();
        Map<String, String> details = Map.of(NUMBER, number, SUBMISSION, supportCase.submission());
        return new Order(FILED + '/' + number, Lane.DECIDE, FILED, details, supportCase.filedAt());
    }

    /** The mail of a message, if it comes to be the next one of the case. */
    static Order answered(SupportCase seen, CaseMessage message) {
        return new Order(ANSWER + '/' + key(seen, message), Lane.DELIVER, ANSWER, details(seen, message), message.at());
    }

    /** The mail of the usernames to their owner, if the message comes to be the next one of the case. */
    static Order usernamesFor(Identifier person, SupportCase seen, CaseMessage message) {
        Map<String, String> details = new HashMap<>(details(seen, message));
        details.put(KIND, person.kind().name());
        details.put(VALUE, person.value());
        return new Order(USERNAME + '/' + key(seen, message), Lane.DECIDE, USERNAME, details, message.at());
    }

    /** Before the store is written to. */
    void place(Order order) {
        ports.orders().place(order, order.acceptedAt());
    }

    /** After it was: by then the first order may have given up. No sooner, for that would find it too. */
    void placeAgainIfLate(Order order, Instant now) {
        if (Duration.between(order.acceptedAt(), now).compareTo(PATIENCE.minus(CLOCKS_APART)) >= 0) {
            place(new Order(order.key() + LATE, order.lane(), order.kind(), order.details(), order.acceptedAt()));
        }
    }

    /** Two may write at once: each has orders of his own, and only those whose message was kept find it. */
    private static String key(SupportCase seen, CaseMessage message) {
        return seen.number() + "/" + seen.messages().size() + '/' + message.author() + '/' + message.at();
    }

    private static Map<String, String> details(SupportCase seen, CaseMessage message) {
        return Map.of(
                NUMBER, seen.number().value(),
                INDEX, Integer.toString(seen.messages().size()),
                AUTHOR, message.author().name());
    }

    private WorkResult followFiling(Order order, Instant now) {
        Optional<Filing.Repeated> known = ports.store().filed(ports.portal(), order.detail(SUBMISSION));
        if (known.isPresent() && !known.get().number().value().equals(order.detail(NUMBER))) {
            // The same form came twice, and the other one was the first.
            return WorkResult.done();
        }
        return onceKept(order, now, found -> known.isPresent(), found -> {
            Optional<Order> confirmation = found.requester().flatMap(requester -> confirmation(found, requester, now));
            return WorkResult.followedBy(Stream.concat(handOver.of(found).stream(), confirmation.stream())
                    .toList());
        });
    }

    private Optional<Order> confirmation(SupportCase found, EmailAddress requester, Instant now) {
        String number = found.number().value();
        if (budgets.allowOnce(
                CONFIRMATION + ' ' + number,
                found.filedAt(),
                Budgets.AS_LONG_AS_TRIED,
                () -> allowsConfirmation(requester, now))) {
            return Optional.of(new Order(
                    CONFIRMATION + '/' + number, Lane.DELIVER, CONFIRMATION, Map.of(NUMBER, number), found.filedAt()));
        }
        letters.dropConfirmation(found, requester, "limit");
        return Optional.empty();
    }

    private boolean allowsConfirmation(EmailAddress requester, Instant now) {
        String mailbox = Budgets.mailbox(requester);
        return budgets.take(
                                "case-address",
                                Budgets.withoutTag(mailbox),
                                ports.settings().limits().address(),
                                now)
                        .isZero()
                && budgets.allowsMail(mailbox, now);
    }

    private WorkResult confirm(Order order, Instant now) {
        return find(order)
                .flatMap(found -> found.requester().map(requester -> letters.sendConfirmation(found, requester)))
                .orElseGet(WorkResult::done);
    }

    private WorkResult answer(Order order, Instant now) {
        int index = Integer.parseInt(order.detail(INDEX));
        return onceKept(
                order,
                now,
                hasMessageOf(order),
                found -> found.requester()
                        .map(requester -> letters.sendAnswer(found, requester, index))
                        .orElseGet(WorkResult::done));
    }

    private WorkResult sendUsername(Order order, Instant now) {
        BiConsumer<Identifier, Instant> usernameMails = ports.usernameMails();
        if (usernameMails == null) {
            return new WorkResult.Failed("this node does not recover usernames");
        }
        Identifier person = Identifier.read(IdentifierKind.valueOf(order.detail(KIND)), order.detail(VALUE))
                .identifier()
                .orElseThrow();
        return onceKept(order, now, hasMessageOf(order), found -> {
            usernameMails.accept(person, order.acceptedAt());
            return WorkResult.done();
        });
    }

    private static Predicate<SupportCase> hasMessageOf(Order order) {
        int index = Integer.parseInt(order.detail(INDEX));
        return found -> found.messages().size() > index
                && found.messages().get(index).at().equals(order.acceptedAt())
                && found.messages().get(index).author().name().equals(order.detail(AUTHOR));
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
}
