package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.MailSenderSuite;
import org.recupera.conformance.SessionRegistrySuite;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SessionRegistry;

class BrokenMailAndSessionsTest {

    @Test
    void a_sound_sender_passes() {
        assertThat(Verdict.on(SoundSender.class).failed()).isEmpty();
        assertThat(Verdict.on(SoundSender.class).passed()).hasSizeGreaterThan(6);
    }

    @Test
    void a_sender_that_claims_what_did_not_arrive_fails() {
        assertThat(Verdict.on(LyingSender.class).failed())
                .contains(
                        "a_busy_server_defers_and_takes_the_same_mail_later",
                        "a_refused_mail_is_rejected_and_the_next_one_is_not");
    }

    @Test
    void a_sender_that_throws_when_the_server_is_down_fails() {
        assertThat(Verdict.on(ThrowingSender.class).failed())
                .containsExactly("a_server_that_is_down_defers_and_throws_nothing");
    }

    @Test
    void a_sender_that_drops_a_part_fails() {
        assertThat(Verdict.on(TextOnlySender.class).failed())
                .contains("an_accepted_mail_arrives_whole", "files_and_extra_headers_arrive_with_a_mail_of_text_alone");
    }

    @Test
    void a_sound_registry_passes() {
        assertThat(Verdict.on(SoundSessions.class).failed()).isEmpty();
        assertThat(Verdict.on(SoundSessions.class).passed()).hasSizeGreaterThan(5);
    }

    @Test
    void a_registry_that_ends_nothing_fails() {
        assertThat(Verdict.on(EndsNothing.class).failed())
                .contains("sessions_that_began_before_the_change_end_and_later_ones_stay");
    }

    @Test
    void a_registry_that_ends_later_sessions_too_fails() {
        assertThat(Verdict.on(EndsLaterOnes.class).failed()).contains("a_call_may_be_repeated_by_any_node_and_late");
    }

    @Test
    void a_registry_that_ignores_portals_fails() {
        assertThat(Verdict.on(EndsInAnyPortal.class).failed()).contains("a_change_in_another_portal_ends_nothing_here");
    }

    static class SoundSender extends MailSenderSuite {

        private final List<OutgoingMail> mails = new ArrayList<>();
        private Mood mood = Mood.WILLING;

        MailSender.Result down() {
            return new MailSender.Result.Deferred("no connection", null);
        }

        MailSender.Result busy() {
            return new MailSender.Result.Deferred("451 try again", null);
        }

        MailSender.Result refusing() {
            return new MailSender.Result.Rejected("550 no such mailbox");
        }

        OutgoingMail encoded(OutgoingMail mail) {
            return mail;
        }

        @Override
        protected MailSender sender() {
            return mail -> switch (mood) {
                case WILLING -> accepted(mail);
                case BUSY -> busy();
                case REFUSING -> refusing();
                case DOWN -> down();
            };
        }

        @Override
        protected void serverIs(Mood mood) {
            this.mood = mood;
        }

        @Override
        protected synchronized List<OutgoingMail> arrived(EmailAddress recipient) {
            return mails.stream().filter(mail -> mail.to().equals(recipient)).toList();
        }

        private synchronized MailSender.Result accepted(OutgoingMail mail) {
            mails.add(encoded(mail));
            return new MailSender.Result.Accepted();
        }
    }

    static class LyingSender extends SoundSender {

        @Override
        MailSender.Result busy() {
            return new MailSender.Result.Accepted();
        }

        @Override
        MailSender.Result refusing() {
            return new MailSender.Result.Accepted();
        }
    }

    static class ThrowingSender extends SoundSender {
        @Override
        MailSender.Result down() {
            throw new PortException("mail sender, send: no connection", null);
        }
    }

    static class TextOnlySender extends SoundSender {
        @Override
        OutgoingMail encoded(OutgoingMail mail) {
            return OutgoingMail.builder()
                    .messageId(mail.messageId())
                    .from(mail.from(), mail.fromName().orElse(null))
                    .bounces(mail.bounces())
                    .replyTo(mail.replyTo().orElse(null))
                    .to(mail.to())
                    .subject(mail.subject())
                    .text(mail.text())
                    .language(mail.language())
                    .date(mail.date())
                    .automatic(mail.automatic())
                    .references(mail.references().orElse(null))
                    .build();
        }
    }

    record Session(AccountId account, Instant began) {}

    static class SoundSessions extends SessionRegistrySuite implements SessionRegistry {

        private static final PortalId PORTAL = new PortalId("portal");

        private final Map<String, Session> open = new ConcurrentHashMap<>();
        private int last;

        boolean ends(Session session, PortalId portal, AccountId account, Instant before) {
            return portal.equals(PORTAL)
                    && session.account().equals(account)
                    && session.began().isBefore(before);
        }

        @Override
        public void endSessions(PortalId portal, AccountId account, Instant before) {
            open.values().removeIf(session -> ends(session, portal, account, before));
        }

        @Override
        protected SessionRegistry sessions() {
            return this;
        }

        @Override
        protected SessionRegistry another() {
            return this;
        }

        @Override
        protected PortalId portal() {
            return PORTAL;
        }

        @Override
        protected PortalId otherPortal() {
            return new PortalId("other");
        }

        @Override
        protected AccountId account() {
            last++;
            return new AccountId("account-" + last);
        }

        @Override
        protected String begin(AccountId account, Instant at) {
            last++;
            open.put("session-" + last, new Session(account, at));
            return "session-" + last;
        }

        @Override
        protected boolean isOpen(String session) {
            return open.containsKey(session);
        }
    }

    static class EndsNothing extends SoundSessions {
        @Override
        boolean ends(Session session, PortalId portal, AccountId account, Instant before) {
            return false;
        }
    }

    static class EndsLaterOnes extends SoundSessions {
        @Override
        boolean ends(Session session, PortalId portal, AccountId account, Instant before) {
            return session.account().equals(account);
        }
    }

    static class EndsInAnyPortal extends SoundSessions {
        @Override
        boolean ends(Session session, PortalId portal, AccountId account, Instant before) {
            return session.account().equals(account) && session.began().isBefore(before);
        }
    }
}
