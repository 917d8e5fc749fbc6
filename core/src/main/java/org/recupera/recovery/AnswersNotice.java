package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.Lane;
import org.recupera.profile.MailTemplate;
import org.recupera.work.Order;
import org.recupera.work.WorkResult;

/**
 * Tells people by mail that the answers to their security questions were replaced (OWASP ASVS 5.0, 6.3.7).
 *
 * <p>Ordered before the answers are kept, so that no crash can lose it. Each order finds out by itself whether they were:
 * the answers on file are no longer the former ones. It looks again for five minutes.
 */
final class AnswersNotice {

    static final String KIND = "answers-notice";

    private static final String ACCOUNT = "account";
    private static final String ADDRESS = "address";
    private static final String WHICH = "which";
    private static final String FORMER = "former";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RecoveryPorts ports;
    private final AnswerPorts answers;
    private final RequestLimits limits;
    private final AccountLetters letters;

    AnswersNotice(RecoveryPorts ports, AnswerPorts answers, RequestLimits limits, AccountLetters letters) {
        this.ports = ports;
        this.answers = answers;
        this.limits = limits;
        this.letters = letters;
    }

    /** Orders the notice, if other answers than those on file come to be kept. */
    void order(Account account, Instant now) {
        String former = markOnFile(account.id());
        NoticeAddresses.of(account).forEach((which, address) -> {
            String key = KIND + '/' + ports.pseudonym(account.id()) + '/' + now + which;
            Map<String, String> details =
                    Map.of(ACCOUNT, account.id().value(), ADDRESS, address.value(), WHICH, which, FORMER, former);
            ports.orders().place(new Order(key, Lane.DELIVER, KIND, details, now), now);
        });
    }

    WorkResult send(Order order, Instant now) {
        AccountId account = new AccountId(order.detail(ACCOUNT));
        if (markOnFile(account).equals(order.detail(FORMER))) {
            return Duration.between(order.acceptedAt(), now).compareTo(PATIENCE) < 0
                    ? new WorkResult.TooEarly(now.plus(PAUSE), "answers-not-kept-yet")
                    : WorkResult.done();
        }
        EmailAddress address = new EmailAddress(order.detail(ADDRESS));
        if (!limits.allowsNotice(KIND, account, order.detail(WHICH), address, order.acceptedAt())) {
            return WorkResult.done();
        }
        return ports.users()
                .byId(ports.portal(), account)
                .map(found -> letters.send(
                        letters.letter(
                                MailTemplate.ANSWERS_REPLACED,
                                found,
                                address,
                                order.key(),
                                AccountLetters.about(found, Map.of("at", order.acceptedAt())),
                                order.acceptedAt()),
                        () -> {}))
                .orElseGet(WorkResult::done);
    }

    private String markOnFile(AccountId account) {
        return ports.keys()
                .pseudonym(
                        "answers",
                        answers.questions().of(ports.portal(), account).stream()
                                .flatMap(answer -> Stream.of(answer.question(), answer.hash()))
                                .toArray(String[]::new));
    }
}
