package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recupera.limit.Budgets;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Identifier;
import org.recupera.profile.Limits;
import org.recupera.work.Order;

/** Which budgets recovery takes from. */
final class RequestLimits {

    private static final String IDENTIFIER = "identifier";

    private static final Duration HOUR = Duration.ofHours(1);

    /** One hash a second: what half a processor sustains, whoever asks. */
    private static final Allowance ANSWERS = new Allowance(60, Duration.ofMinutes(1));

    /** Four names with five wrong answers each; it takes thirty clients to spend what the portal has. */
    private static final Allowance ANSWERS_OF_CLIENT = new Allowance(20, Duration.ofMinutes(10));

    /** For who tries several passwords; whoever guesses at the present one gets no further. */
    private static final Allowance CHANGES = new Allowance(20, HOUR);

    /** For who tries several sets of answers; each costs as many hashes as there are answers. */
    private static final Allowance ENROLMENTS = new Allowance(20, HOUR);

    /** A former address may be anybody's: whoever may change an address could have put it there. */
    private static final Allowance FORMER_NOTICES = new Allowance(1, HOUR);

    private final RecoveryPorts ports;
    private final Budgets budgets;
    private final Limits limits;
    private final Allowance accountMails;
    private final Allowance firstMails;
    private final @Nullable Allowance repeats;
    private final boolean limited;

    RequestLimits(RecoveryPorts ports) {
        this.ports = ports;
        this.budgets = ports.budgets();
        this.limits = ports.profile().limits();
        this.accountMails = new Allowance(ports.profile().link().mailsPerHour(), HOUR);
        this.firstMails = new Allowance(1, ports.profile().link().repeatWindow());
        Duration quiet = ports.profile().link().quietWindow();
        this.repeats = quiet.isZero() ? null : new Allowance(1, quiet);
        this.limited = ports.limited();
    }

    /** How long a client has to wait; these are the only limits that are told; the others answer as always. */
    Duration waitOf(ClientAddress client, Instant now) {
        if (!limited) {
            return Duration.ZERO;
        }
        Duration wait = budgets.take("client", client, limits.client(), now);
        return wait.isZero() ? take("total", ports.portal().value(), limits.total(), now) : wait;
    }

    /** How long a client that presents links which are none has to wait. */
    Duration waitOfGuesser(ClientAddress client, Instant now) {
        return limited ? budgets.take("link", client, limits.client(), now) : Duration.ZERO;
    }

    /** How long a client has to wait that is shown what it looks for. */
    Duration waitOfScreen(ClientAddress client, @Nullable Allowance allowance, Instant now) {
        return limited && allowance != null ? budgets.take("screen", client, allowance, now) : Duration.ZERO;
    }

    Duration waitOf(Identifier identifier, Instant now) {
        return limited ? take(IDENTIFIER, identifier, limits.identifier(), now) : Duration.ZERO;
    }

    /**
     * Whether an identifier has something left, for answers that are the same when it has not.
     *
     * <p>For the worker alone: on the thread that answers, what this takes would tell.
     */
    boolean allows(Identifier identifier, Order order) {
        return !limited
                || budgets.allowOnce(
                        order.key() + ' ' + order.acceptedAt(),
                        order.acceptedAt(),
                        limits.identifier().window(),
                        () -> take(IDENTIFIER, identifier, limits.identifier(), order.acceptedAt())
                                .isZero());
    }

    /**
     * Whether an answer may be mailed that was asked for before; holds even where limits are lifted.
     *
     * <p>Asked again for one request, the answer is the same, because the first try may have ended half-way: of the whole
     * window is the wait at the very instant for which the attempt was taken, and at no other.
     */
    boolean allowsRepeat(Identifier identifier, Instant acceptedAt) {
        if (repeats == null) {
            return true;
        }
        return isFirst(take("repeat", identifier, repeats, acceptedAt), repeats);
    }

    /** How long a client has to wait that gives answers before it has shown who is there. */
    Duration waitOfAnswer(ClientAddress client, Instant now) {
        return limited ? budgets.take("answer-client", client, ANSWERS_OF_CLIENT, now) : Duration.ZERO;
    }

    /** Whether one more answer may cost a hash, whoever gave it. */
    boolean allowsAnswer(Instant now) {
        return !limited || take("answers", ports.portal().value(), ANSWERS, now).isZero();
    }

    /** The tries of a name, whether or not somebody has it; hold even where limits are lifted, for they stop guessing. */
    Tries answersFor(Identifier name, Allowance tries) {
        return new Tries(
                now -> take("answer", name, tries, now), taken -> budgets.giveBack("answer", text(name), tries, taken));
    }

    /** The tries of an account, whatever its name looks like. */
    Tries answersOf(AccountId account, Allowance tries) {
        return new Tries(
                now -> take("answer", account, tries, now),
                taken -> budgets.giveBack("answer", account.value(), tries, taken));
    }

    /**
     * A budget of tries.
     *
     * @param take gives the wait at an instant
     * @param giveBack of a try that was taken at that instant, and was no guess
     */
    record Tries(Function<Instant, Duration> take, Consumer<Instant> giveBack) {

        boolean allow(Instant now) {
            return take.apply(now).isZero();
        }
    }

    /** How long an account's link has to wait for the costly rules; holds even where limits are lifted. */
    Duration waitOfChange(AccountId account, Instant now) {
        return take("change", account, CHANGES, now);
    }

    /** How long whoever is signed in to an account has to wait; holds even where limits are lifted. */
    Duration waitOfEnrolment(AccountId account, Instant now) {
        return take("enrolment", account, ENROLMENTS, now);
    }

    /**
     * Whether a security notice may be mailed: to the address on file always, to the former one once in an hour.
     *
     * <p>Asked again for one notice, the answer is the same, as that of {@link #allowsRepeat}. Of each account, for else
     * somebody else's account could silence this one.
     */
    boolean allowsNotice(String kind, AccountId account, String which, EmailAddress address, Instant acceptedAt) {
        if (!which.equals(NoticeAddresses.FORMER)) {
            return true;
        }
        String value = kind + ' ' + account.value() + ' ' + Budgets.mailbox(address);
        return isFirst(take("former-address", value, FORMER_NOTICES, account, acceptedAt), FORMER_NOTICES);
    }

    boolean allowsMail(AccountId account, EmailAddress destination, Instant now) {
        return take("account", account, accountMails, now).isZero()
                && take("destination", Budgets.mailbox(destination), limits.destination(), account, now)
                        .isZero();
    }

    /** Whether a mailbox may be written to because of an order, whatever the mail is about. */
    boolean allowsMail(String mailbox, Order order, Instant now) {
        return budgets.allowOnce(
                order.key() + ' ' + mailbox,
                order.acceptedAt(),
                Budgets.AS_LONG_AS_TRIED,
                () -> budgets.allowsMail(mailbox, now));
    }

    /**
     * The one mail that an account without a live link gets, however much was asked for before.
     *
     * <p>Asked again for one request, the answer is the same, as that of {@link #allowsRepeat}: a node may have died before
     * it kept the link.
     */
    boolean allowsFirstMail(AccountId account, Instant acceptedAt) {
        return isFirst(take("first", account, firstMails, acceptedAt), firstMails);
    }

    /** Of a budget of one: whether it was taken now, or before at the very same instant. */
    private static boolean isFirst(Duration wait, Allowance one) {
        return wait.isZero() || wait.equals(one.window());
    }

    private static String text(Identifier identifier) {
        return identifier.kind() + " " + identifier.value();
    }

    private Duration take(String scope, Identifier identifier, Allowance allowance, Instant now) {
        return budgets.take(
                scope, text(identifier), allowance, now, event -> event.subject(ports.pseudonym(identifier)));
    }

    private Duration take(String scope, AccountId account, Allowance allowance, Instant now) {
        return take(scope, account.value(), allowance, account, now);
    }

    private Duration take(String scope, String value, Allowance allowance, AccountId account, Instant now) {
        return budgets.take(scope, value, allowance, now, event -> ports.about(event, account));
    }

    /** Of a budget that no person is known to have spent. */
    private Duration take(String scope, String value, Allowance allowance, Instant now) {
        return budgets.take(scope, value, allowance, now);
    }
}
