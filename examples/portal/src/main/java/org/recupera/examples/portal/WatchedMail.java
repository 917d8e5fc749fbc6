package org.recupera.examples.portal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.recupera.port.Finding;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;

/** The way to the mail server, looked at over a connection of its own that gives up sooner than a mail does. */
final class WatchedMail implements MailSender {

    /** So long one answer of the mail server serves everybody: a stranger's request must not cost it a connection. */
    private static final Duration ANSWER_KEPT = Duration.ofSeconds(10);

    private final MailSender sender;
    private final Supplier<List<Finding>> findings;

    WatchedMail(MailSender sender, MailSender probe, Clock clock) {
        this.sender = sender;
        this.findings = new RecentAnswer<>(probe::findings, ANSWER_KEPT, clock);
    }

    @Override
    public Result send(OutgoingMail mail) {
        return sender.send(mail);
    }

    @Override
    public List<Finding> findings() {
        return findings.get();
    }
}
