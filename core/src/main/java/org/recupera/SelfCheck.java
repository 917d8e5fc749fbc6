package org.recupera;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.key.Keys;
import org.recupera.port.Finding;
import org.recupera.port.MailSender;
import org.recupera.port.PortException;
import org.recupera.port.QueueStatus;
import org.recupera.port.Storage;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Profile;
import org.recupera.ticket.SupportCases;

/** Looks at everything that a portal's recovery stands on, and lists what is wrong with it. */
final class SelfCheck {

    /** Two nodes that are each off by so much, one ahead and one behind, are still within a lease of 30 s. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(10);

    private static final Duration LONG_WAIT = Duration.ofMinutes(15);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

    private final Profile profile;
    private final @Nullable Storage storage;
    private final WorkQueue queue;
    private final MailSender mail;
    private final Keys keys;
    private final @Nullable SupportCases cases;
    private final boolean limited;
    private final Clock clock;

    SelfCheck(
            Profile profile,
            @Nullable Storage storage,
            WorkQueue queue,
            MailSender mail,
            Keys keys,
            @Nullable SupportCases cases,
            boolean limited,
            Clock clock) {
        this.profile = profile;
        this.storage = storage;
        this.queue = queue;
        this.mail = mail;
        this.keys = keys;
        this.cases = cases;
        this.limited = limited;
        this.clock = clock;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>(store());
        findings.addAll(asked(() -> mail.findings(profile.sender().address()), Finding.MailNotReady::new));
        keys.ring().revokedIds().forEach(id -> findings.add(new Finding.KeyRevoked(id)));
        URI base = profile.link().baseUrl();
        if (base != null && LOOPBACK.matcher(base.getHost()).matches()) {
            findings.add(new Finding.BaseUrlLocal(base.toString()));
        }
        if (cases != null) {
            cases.findings().ifPresent(findings::add);
        }
        if (!limited) {
            findings.add(new Finding.LimitsLifted());
        }
        return List.copyOf(findings);
    }

    /**
     * Compares this node's clock with the store's, before and after the question: a slow answer is no difference.
     *
     * @return nothing where they agree, or the store has no clock of its own
     * @throws PortException when the store cannot be asked
     */
    Optional<Finding> clock() {
        if (storage == null) {
            return Optional.empty();
        }
        Instant before = clock.instant();
        Optional<Instant> theirs = storage.now();
        Instant after = clock.instant();
        return theirs.map(there -> there.isBefore(before)
                        ? Duration.between(there, before)
                        : there.isAfter(after) ? Duration.between(there, after) : Duration.ZERO)
                .filter(ahead -> ahead.abs().compareTo(CLOCKS_APART) > 0)
                .map(ahead -> new Finding.ClockApart(ahead, CLOCKS_APART));
    }

    private List<Finding> store() {
        List<Finding> clocks = asked(() -> clock().stream().toList(), Finding.StoreUnreachable::new);
        if (clocks.stream().anyMatch(Finding.StoreUnreachable.class::isInstance)) {
            return clocks;
        }
        List<Finding> schema =
                asked(() -> storage == null ? List.of() : storage.findings(), Finding.StoreUnreachable::new);
        List<Finding> findings = new ArrayList<>(clocks);
        findings.addAll(schema);
        if (schema.stream().noneMatch(found -> found.severity() == Finding.Severity.ERROR)) {
            findings.addAll(asked(this::work, Finding.StoreUnreachable::new));
        }
        return findings;
    }

    private List<Finding> work() {
        QueueStatus status = queue.status(profile.portal());
        List<Finding> findings = new ArrayList<>();
        Instant oldest = status.oldest();
        Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        if (age.compareTo(LONG_WAIT) > 0) {
            findings.add(new Finding.WorkWaits(status.waiting(), age));
        }
        if (status.dead() > 0) {
            findings.add(new Finding.WorkDead(status.dead()));
        }
        return findings;
    }

    /** What an adapter finds; that it fails is a finding too. */
    private static List<Finding> asked(Supplier<List<Finding>> adapter, Function<String, Finding> failed) {
        try {
            return adapter.get();
        } catch (PortException down) {
            return List.of(failed.apply(String.valueOf(down.getMessage())));
        } catch (RuntimeException broken) {
            // Its text may hold anything.
            return List.of(failed.apply(broken.getClass().getSimpleName()));
        }
    }
}
