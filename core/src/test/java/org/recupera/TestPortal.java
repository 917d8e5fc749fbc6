package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemoryAttemptLog;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.Settlement;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.PasswordRecovery;
import org.recupera.recovery.RequestOutcome;

/** A HonduCompras in memory with one account, Ana's, and a clock that moves by hand. */
final class TestPortal {

    static final String SECRET = "q83vASNFZ4mrze8BI0Vnias3ISAs9HdL5ub1pFmQ3kY=";
    static final Secret OLD_PASSWORD = Secret.of("la clave de antes 1");
    static final Secret NEW_PASSWORD = Secret.of("una clave nueva y larga");
    static final ClientAddress CLIENT = ClientAddress.of("192.0.2.7");
    static final AccountId ANA = new AccountId("17");
    static final EmailAddress ANAS_ADDRESS = new EmailAddress("Ana.Perez@empresa.example");

    private static final Pattern TOKEN = Pattern.compile("token=([0-9a-z.]+)");

    final MovableClock clock = new MovableClock();
    final Profile profile;
    final PortalId id;
    final InMemoryAccounts accounts = InMemoryAccounts.hashedWith(new TestHash());
    final InMemoryTokenStore tokens = InMemoryTokenStore.create();
    final InMemoryWorkQueue queue = InMemoryWorkQueue.create();
    final InMemoryAttemptLog attempts = InMemoryAttemptLog.create();
    final InMemoryMailbox mailbox = InMemoryMailbox.create();
    final InMemorySessions sessions = InMemorySessions.create();
    final List<Event> events = new CopyOnWriteArrayList<>();

    TestPortal() {
        this(Profiles.named("honducompras"));
    }

    TestPortal(Profile profile) {
        this.profile = profile.withBaseUrl(URI.create("https://portal.example"))
                .withSender(new EmailAddress("avisos@portal.example"));
        this.id = profile.portal();
        accounts.add(id, ana().build(), OLD_PASSWORD);
    }

    static Account.Builder ana() {
        return Account.named(ANA, "Ana.Perez").email(ANAS_ADDRESS.value()).displayName("Ana Pérez");
    }

    /** All ports in place; a test may replace some before it builds. */
    RecuperaBuilder builder() {
        return builderWithoutQuestions().securityQuestions(InMemorySecurityQuestions.create(), new TestHash());
    }

    RecuperaBuilder builderWithoutQuestions() {
        return Recupera.forPortal(profile)
                .users(accounts)
                .passwords(accounts)
                .tokens(tokens)
                .queue(queue)
                .deadLetters(queue)
                .attempts(attempts)
                .mail(mailbox)
                .sessions(sessions)
                .keys(KeyRing.of(Secret.of(SECRET)))
                .clock(clock)
                .listener(events::add);
    }

    /** The worker outlives a fault of the library's own, which must not hide behind the next try. */
    void assertNothingBroke() {
        assertThat(events)
                .noneMatch(event -> event.type() == Event.Type.WORK_RETRIED
                        && "NullPointerException".equals(event.details().get("reason")));
    }

    /** Asks for a link and lets the worker work. */
    RequestOutcome request(Recupera recupera, String username) {
        return request(recupera, username, CLIENT);
    }

    RequestOutcome request(Recupera recupera, String username, ClientAddress client) {
        RequestOutcome outcome = recupera.passwords().request(username, client);
        recupera.drain();
        assertNothingBroke();
        return outcome;
    }

    /** Ana asks for a link and reads her mail. */
    Secret linkFor(Recupera recupera) {
        mailbox.take();
        request(recupera, "ana.perez");
        return tokenIn(onlyMail());
    }

    OutgoingMail onlyMail() {
        assertNothingBroke();
        List<OutgoingMail> mails = mailbox.take();
        if (mails.size() != 1) {
            throw new AssertionError("expected one mail, but there are " + mails.size());
        }
        return mails.get(0);
    }

    static Secret tokenIn(OutgoingMail mail) {
        Matcher token = TOKEN.matcher(mail.text());
        if (!token.find()) {
            throw new AssertionError("the mail holds no link");
        }
        return Secret.of(token.group(1));
    }

    static ChangeOutcome change(PasswordRecovery passwords, Secret token) {
        return passwords.change(token, NEW_PASSWORD, NEW_PASSWORD, CLIENT);
    }

    boolean signsIn(Secret password) {
        return accounts.verify(id, ANA, password);
    }

    List<Link> openLinks() {
        return tokens.open(id, LinkPurpose.PASSWORD, ANA);
    }

    List<Event.Type> eventTypes() {
        assertNothingBroke();
        return events.stream().map(Event::type).toList();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    /** A queue that does not hear of the first unit that leads to one of a kind, as if the node died right before. */
    WorkQueue queueThatFailsOnceAt(String kind) {
        WorkQueue failing = mock(WorkQueue.class, delegatesTo(queue));
        AtomicBoolean failed = new AtomicBoolean();
        doAnswer(settle -> {
                    Settlement settlement = settle.getArgument(1);
                    boolean leadsToIt = settlement instanceof Settlement.Done done
                            && done.next().stream().anyMatch(work -> work.kind().equals(kind));
                    if (leadsToIt && failed.compareAndSet(false, true)) {
                        throw new PortException("down", null);
                    }
                    return queue.settle(settle.getArgument(0), settlement);
                })
                .when(failing)
                .settle(any(), any());
        return failing;
    }

    /** Cheap, so that thousands of changes fit into a test. */
    static final class TestHash implements PasswordHash {

        @Override
        public String hash(Secret password) {
            return "test:" + password.reveal();
        }

        @Override
        public boolean verify(Secret password, String stored) {
            return stored.equals(hash(password));
        }
    }
}
