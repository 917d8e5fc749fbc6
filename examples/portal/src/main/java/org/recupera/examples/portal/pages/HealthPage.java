package org.recupera.examples.portal.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.recupera.Recupera;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Finding;
import org.recupera.port.MailSender;
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

    private final BooleanSupplier database;
    private final MailSender mail;
    private final List<Recupera> recoveries;
    private final Clock clock;

    /**
     * Makes the page.
     *
     * @param database whether the database answers
     * @param mail tells whether the mail server answers, however often it is asked
     * @param recoveries what is looked at in each portal
     * @param clock tells how long the oldest work has waited
     */
    public HealthPage(BooleanSupplier database, MailSender mail, List<Recupera> recoveries, Clock clock) {
        this.database = database;
        this.mail = mail;
        this.recoveries = List.copyOf(recoveries);
        this.clock = clock;
    }

    @Override
    public Reply get(Visit visit) {
        boolean mailUp = mail.findings().isEmpty();
        if (!database.getAsBoolean()) {
            return down(mailUp, Set.of());
        }
        Set<Finding> findings = recoveries.stream()
                .flatMap(recovery -> recovery.check().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (findings.stream().anyMatch(HealthPage::isOfDatabase)) {
            return down(mailUp, findings);
        }
        try {
            List<QueueStatus> all =
                    recoveries.stream().map(Recupera::queueStatus).toList();
            long depth = all.stream().mapToLong(QueueStatus::waiting).sum();
            long oldest = all.stream()
                    .map(QueueStatus::oldest)
                    .filter(Objects::nonNull)
                    .mapToLong(this::secondsSince)
                    .max()
                    .orElse(0);
            return reply(mailUp ? 200 : 503, "up", mailUp, Long.toString(depth), Long.toString(oldest), findings);
        } catch (PortException gone) {
            return down(mailUp, findings);
        }
    }

    private static boolean isOfDatabase(Finding finding) {
        return finding instanceof Finding.StoreUnreachable
                || finding instanceof Finding.TableMissing
                || finding instanceof Finding.ColumnMissing;
    }

    private static Reply down(boolean mailUp, Set<Finding> findings) {
        return reply(503, "down", mailUp, "null", "null", findings);
    }

    private static Reply reply(
            int status, String database, boolean mailUp, String depth, String oldest, Set<Finding> findings) {
        String codes = findings.stream()
                .map(Finding::code)
                .distinct()
                .map(code -> '"' + code + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.json(
                status,
                "{\"database\":\"" + database + "\",\"mail\":\"" + (mailUp ? "up" : "down") + "\",\"queueDepth\":"
                        + depth + ",\"oldestWaitingSeconds\":" + oldest + ",\"findings\":" + codes + "}");
    }

    private long secondsSince(Instant accepted) {
        return Math.max(0, Duration.between(accepted, clock.instant()).toSeconds());
    }
}
