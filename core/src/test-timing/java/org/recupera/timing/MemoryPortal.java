package org.recupera.timing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.recupera.EventCounts;
import org.recupera.Profiles;
import org.recupera.Recupera;
import org.recupera.RecuperaBuilder;
import org.recupera.key.KeyRing;
import org.recupera.memory.DigestHash;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemoryAttemptLog;
import org.recupera.memory.InMemoryCases;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.profile.Profile;

/** A HonduCompras in memory that has room for all calls, and one request an hour for each identifier. */
final class MemoryPortal {

    private static final int ROOM = 2_000_000;
    private static final int MAILS = 100_000;
    private static final Secret PASSWORD = Secret.of("la clave de antes");

    final Profile profile;
    final PortalId id;
    final DigestHash hash = DigestHash.ofAnyLength();
    final InMemoryAccounts accounts = InMemoryAccounts.hashedWith(hash, ROOM);
    final InMemorySecurityQuestions answers = InMemorySecurityQuestions.ofCapacity(ROOM);
    final InMemoryMailbox mailbox = InMemoryMailbox.ofCapacity(MAILS);
    final Recupera recupera;
    private final Condition condition;
    private final InMemoryWorkQueue queue;

    MemoryPortal(Condition condition, boolean limited) {
        this.condition = condition;
        this.profile = profile()
                .withBaseUrl(URI.create("https://portal.example"))
                .withSender(new EmailAddress("avisos@portal.example"));
        this.id = profile.portal();
        this.queue = InMemoryWorkQueue.ofCapacity(condition.capacity());
        SlowPorts ports = new SlowPorts(condition.portDelay());
        RecuperaBuilder builder = Recupera.forPortal(profile)
                .users(ports.slow(accounts))
                .passwords(accounts)
                .tokens(ports.slow(InMemoryTokenStore.ofCapacity(ROOM)))
                .queue(queue)
                .attempts(InMemoryAttemptLog.ofCapacity(ROOM))
                .mail(ports.slow(mailbox))
                .sessions(InMemorySessions.create())
                .securityQuestions(answers, hash)
                .cases(InMemoryCases.ofCapacity(ROOM, Long.MAX_VALUE))
                .keys(KeyRing.ephemeral(new SecureRandom()))
                .listener(EventCounts.create())
                .tick(condition.tick());
        this.recupera = (limited ? builder : builder.withoutRequestLimits()).build();
    }

    /** Once all is prepared: fills the queue as far as the condition says, or starts the worker. */
    void open() {
        discardAll();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int unit = 0; unit < condition.unitsForLater(); unit++) {
            queue.put(new Work(
                    id, "later/" + unit, Lane.DECIDE, "later", new byte[256], now, now.plus(Duration.ofDays(1))));
        }
        if (condition.isWorking()) {
            recupera.start();
        }
    }

    /** What stands between two batches. */
    void rest() throws InterruptedException {
        if (condition.isWorking()) {
            Thread.sleep(2);
        } else {
            discardAll();
        }
    }

    /** Carries out all that is due, until nothing is left. */
    void workOff() {
        while (recupera.drain() > 0) {
            // What was carried out may have led to more.
        }
    }

    /** Takes all that is due from the queue and forgets it: to carry it out takes ten times as long as to accept it. */
    void discardAll() {
        for (Lane lane : Lane.values()) {
            queue.claim(id, lane, Condition.ROOM, Instant.now(), Duration.ofMinutes(1))
                    .forEach(work -> queue.settle(work, new Settlement.Done()));
        }
    }

    /** An account of somebody, in the state that the arm of a call names; of nobody, none. */
    Optional<AccountId> add(String state, String name, String nationalId) {
        if (!State.HAVE_ACCOUNTS.contains(state)) {
            return Optional.empty();
        }
        AccountId account = new AccountId(name);
        accounts.add(
                id,
                Account.named(account, name)
                        .nationalId(nationalId)
                        .email(state.equals(State.NO_ADDRESS) ? null : name + "@empresa.example")
                        .enabled(!state.equals(State.DISABLED))
                        .build(),
                PASSWORD);
        return Optional.of(account);
    }

    private static Profile profile() {
        return Profiles.honducomprasWith(profile -> {
            ObjectNode limits = (ObjectNode) profile.get("limits");
            allow(limits, "identifier", 1, "PT1H");
            allow(limits, "client", 1_000_000, "PT24H");
            allow(limits, "total", 1_000_000, "PT24H");
            allow((ObjectNode) profile.get("supportCase").get("limits"), "client", 1_000_000, "PT24H");
        });
    }

    private static void allow(ObjectNode limits, String limit, int attempts, String window) {
        limits.putObject(limit).put("attempts", attempts).put("window", window);
    }
}
