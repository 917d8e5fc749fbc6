package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.MailSenderSuite;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;

class InMemoryMailboxTest extends MailSenderSuite {

    private static final EmailAddress MARIA = new EmailAddress("maria@example.org");
    private static final EmailAddress JOSE = new EmailAddress("jose@example.org");

    private final InMemoryMailbox mailbox = InMemoryMailbox.create();
    private final InMemoryMailbox ofTwo = InMemoryMailbox.ofCapacity(2);

    @Override
    protected MailSender sender() {
        return mailbox;
    }

    @Override
    protected void serverIs(Mood mood) {
        mailbox.answerWith(
                switch (mood) {
                    case WILLING -> new MailSender.Result.Accepted();
                    case BUSY -> new MailSender.Result.Deferred("try again", null);
                    case REFUSING -> new MailSender.Result.Rejected("no such mailbox");
                    case DOWN -> new MailSender.Result.Deferred("no connection", new java.io.IOException("refused"));
                });
    }

    @Override
    protected List<OutgoingMail> arrived(EmailAddress recipient) {
        return mailbox.mails().stream()
                .filter(mail -> mail.to().equals(recipient))
                .toList();
    }

    @Test
    void a_full_mailbox_drops_its_oldest_mail() {
        OutgoingMail first = mail(MARIA, "1");
        OutgoingMail second = mail(MARIA, "2");
        OutgoingMail third = mail(MARIA, "3");
        List.of(first, second, third).forEach(ofTwo::send);

        assertThat(ofTwo.mails()).containsExactly(second, third);
    }

    @Test
    void taking_empties_the_mailbox() {
        OutgoingMail mail = mail(MARIA, "1");
        ofTwo.send(mail);

        assertThat(ofTwo.take()).containsExactly(mail);
        assertThat(ofTwo.take()).isEmpty();
    }

    @Test
    void the_latest_mail_is_found_by_its_recipient() {
        OutgoingMail last = mail(MARIA, "2");
        List.of(mail(MARIA, "1"), last, mail(JOSE, "3")).forEach(mailbox::send);

        assertThat(mailbox.latestTo(MARIA)).containsSame(last);
        assertThat(mailbox.latestTo(new EmailAddress("nadie@example.org"))).isEmpty();
    }

    private static OutgoingMail mail(EmailAddress to, String id) {
        return OutgoingMail.builder()
                .messageId("<" + id + "@example.org>")
                .from(new EmailAddress("portal@example.org"), null)
                .to(to)
                .subject("Prueba")
                .text("Prueba\n")
                .language(Locale.ROOT)
                .date(Instant.EPOCH)
                .build();
    }
}
