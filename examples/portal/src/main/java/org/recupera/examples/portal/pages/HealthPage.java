package org.recupera.examples.portal.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.PortException;
import org.recupera.port.QueueStatus;

/**
 * {@code /salud}: for programs that watch the portal.
 *
 * <p>Here everybody may look, so that the example can be watched at work. A real portal shows how much waits to its
 * operators only: with a mail server that is slow, work that stays in the queue tells whoever just asked for a link that
 * the name exists.
 */
public final class HealthPage implements Page {

    /** So long one answer of the mail server serves everybody: a stranger's request must not cost it a connection. */
    private static final Duration MAIL_ANSWER_KEPT = Duration.ofSeconds(10);

    private final BooleanSupplier database;
    private final BooleanSupplier mail;
    private final List<Supplier<QueueStatus>> queues;
    private final Clock clock;

    /**
     * Makes the page.
     *
     * @param database whether the database answers
     * @param mail whether the mail server answers; asked once in ten seconds at most
     * @param queues what waits in each portal
     * @param clock tells how long the oldest work has waited, and how old an answer is
     */
    public HealthPage(BooleanSupplier database, BooleanSupplier mail, List<Supplier<QueueStatus>> queues, Clock clock) {
        this.database = database;
        this.mail = new RecentAnswer(mail, MAIL_ANSWER_KEPT, clock);
        this.queues = List.copyOf(queues);
        this.clock = clock;
    }

    @Override
    public Reply get(Visit visit) {
        boolean mailUp = mail.getAsBoolean();
        if (!database.getAsBoolean()) {
            return down(mailUp);
        }
        try {
            List<QueueStatus> all = queues.stream().map(Supplier::get).toList();
            long depth = all.stream().mapToLong(QueueStatus::waiting).sum();
            long oldest = all.stream()
                    .map(QueueStatus::oldest)
                    .filter(Objects::nonNull)
                    .mapToLong(this::secondsSince)
                    .max()
                    .orElse(0);
            String json = "{\"database\":\"up\",\"mail\":\"" + word(mailUp) + "\",\"queueDepth\":" + depth
                    + ",\"oldestWaitingSeconds\":" + oldest + "}";
            return Reply.json(mailUp ? 200 : 503, json);
        } catch (PortException gone) {
            return down(mailUp);
        }
    }

    private static Reply down(boolean mailUp) {
        return Reply.json(
                503,
                "{\"database\":\"down\",\"mail\":\"" + word(mailUp)
                        + "\",\"queueDepth\":null,\"oldestWaitingSeconds\":null}");
    }

    private long secondsSince(Instant accepted) {
        return Math.max(0, Duration.between(accepted, clock.instant()).toSeconds());
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
