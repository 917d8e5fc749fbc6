package org.recupera.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.profile.MailTemplate;
import org.recupera.profile.RenderedMail;
import org.recupera.profile.Sender;
import org.recupera.work.WorkResult;

/** Renders letters in the reader's language and hands them over. */
final class Mailing {

    /** Nobody's account; what is rendered for it is thrown away. */
    private static final Account NOBODY = Account.named(new AccountId("nobody"), "nobody")
            .email("nobody@invalid.invalid")
            .build();

    private final RecoveryPorts ports;

    Mailing(RecoveryPorts ports) {
        this.ports = ports;
    }

    /**
     * Hands a letter over.
     *
     * @param accepted run once a mail server has accepted it
     */
    WorkResult send(Letter letter, Runnable accepted) {
        MailSender.Result result = ports.mail().send(written(letter));
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

    /** Does the work of writing a mail, for nobody, and sends nothing. */
    void rehearse(MailTemplate template, Function<List<Account>, Map<String, Object>> values, Instant date) {
        EmailAddress nowhere = MailableAddress.of(NOBODY).orElseThrow();
        written(new Letter(template, NOBODY, nowhere, "rehearsal", values.apply(List.of(NOBODY)), date));
    }

    private OutgoingMail written(Letter letter) {
        Account account = letter.account();
        Locale language = account.language().orElse(ports.profile().language());
        RenderedMail rendered = ports.profile().render(letter.template(), letter.values(), language);
        Sender sender = ports.profile().sender();
        String id = ports.keys().pseudonym("message", letter.template().name(), letter.reference());
        return OutgoingMail.builder()
                .messageId('<' + id + '@' + sender.messageIdDomain() + '>')
                .from(sender.address(), sender.name())
                .bounces(sender.bounces())
                .to(letter.to())
                .subject(rendered.subject())
                .text(rendered.text())
                .html(rendered.html())
                .language(rendered.language())
                .date(letter.date())
                .build();
    }

    private void tell(Letter letter, Event.Type type, String reason) {
        Event event = ports.event(type, ports.now(), letter.account().id())
                .with("mail", letter.template().fileName());
        ports.events().on(reason.isEmpty() ? event : event.with("reason", reason));
    }
}
