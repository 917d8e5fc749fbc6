package org.recupera.mailing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.recupera.key.Keys;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.profile.MailTemplate;
import org.recupera.profile.Profile;
import org.recupera.profile.RenderedMail;
import org.recupera.profile.Sender;
import org.recupera.work.WorkResult;

/**
 * Writes letters in the reader's language and hands them over.
 *
 * <p>Safe for use by several threads.
 */
public final class Mailing {

    private final Profile profile;
    private final MailSender mail;
    private final Keys keys;
    private final EventListener events;
    private final Clock clock;

    private Mailing(Profile profile, MailSender mail, Keys keys, EventListener events, Clock clock) {
        this.profile = profile;
        this.mail = mail;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts the writing of letters on its ports.
     *
     * @param profile whose words they are in
     * @param mail what hands them over
     * @param keys where the ids of mails come from
     * @param events who is told what became of them; must not throw
     * @param clock what time it is
     * @return the writing of letters
     */
    public static Mailing of(Profile profile, MailSender mail, Keys keys, EventListener events, Clock clock) {
        return new Mailing(profile, mail, keys, events, clock);
    }

    /**
     * Hands a letter over.
     *
     * @param letter what to send
     * @param accepted run once a mail server has accepted it
     * @return done, failed for now, or dead for good
     */
    public WorkResult send(Letter letter, Runnable accepted) {
        MailSender.Result result = mail.send(written(letter));
        if (result instanceof MailSender.Result.Accepted) {
            accepted.run();
            tell(letter, Event.Type.MAIL_ACCEPTED, "");
            return WorkResult.done();
        }
        if (result instanceof MailSender.Result.Rejected rejected) {
            tell(letter, Event.Type.MAIL_REJECTED, rejected.reason());
            return new WorkResult.Dead(rejected.reason());
        }
        String reason = ((MailSender.Result.Deferred) result).reason();
        tell(letter, Event.Type.MAIL_DEFERRED, reason);
        return new WorkResult.Failed(reason);
    }

    /**
     * Does the work of writing a letter, and sends nothing.
     *
     * @param letter what would be sent
     */
    public void rehearse(Letter letter) {
        written(letter);
    }

    /**
     * Tells that a letter is not sent, because it would be of no use any more.
     *
     * @param letter what would have been sent
     * @param reason a stable code
     */
    public void drop(Letter letter, String reason) {
        tell(letter, Event.Type.MAIL_DROPPED, reason);
    }

    /**
     * What a mail is known by; the same on every try and every node.
     *
     * @param template which mail
     * @param reference what tells it from every other
     * @return its {@code Message-ID}
     */
    public String messageId(MailTemplate template, String reference) {
        String id = keys.pseudonym("message", template.name(), reference);
        return '<' + id + '@' + profile.sender().messageIdDomain() + '>';
    }

    private OutgoingMail written(Letter letter) {
        RenderedMail rendered = profile.render(letter.template(), letter.values(), letter.language());
        Sender sender = profile.sender();
        return OutgoingMail.builder()
                .messageId(messageId(letter.template(), letter.reference()))
                .from(sender.address(), sender.name())
                .bounces(sender.bounces())
                .to(letter.to())
                .subject(rendered.subject())
                .text(rendered.text())
                .html(rendered.html())
                .language(rendered.language())
                .date(letter.date())
                .automatic(letter.automatic())
                .references(letter.references())
                .build();
    }

    private void tell(Letter letter, Event.Type type, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Event event = letter.subject()
                .apply(Event.of(now, profile.portal(), type))
                .with("mail", letter.template().fileName());
        events.on(reason.isEmpty() ? event : event.with("reason", reason));
    }
}
