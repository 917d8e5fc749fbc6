package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.Recupera;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryStorage;
import org.recupera.password.Argon2id;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;

/** A whole recovery in a portal whose certificate expires. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignedRecoveryTest {

    private static final Profile PROFILE = Profile.named("honducompras")
            .withBaseUrl(URI.create("https://portal.example"))
            .withSender(SigningIdentity.SENDER);

    private final InMemoryAccounts accounts = accounts();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final SetClock clock = new SetClock(Instant.parse("2027-06-01T12:00:00Z"));

    @Test
    void A_failing_signature_means_no_mail_and_an_event_and_the_mail_goes_out_once_it_is_mended() throws Exception {
        SmimeSigner expiring = SigningIdentity.signer(
                SigningIdentity.of("RSA 2048")
                        .valid("2026-01-01T00:00:00Z", "2027-06-01T12:00:00Z")
                        .pkcs12Bytes(),
                clock);
        InMemoryStorage storage = InMemoryStorage.create();
        KeyRing keys = KeyRing.ephemeral(new SecureRandom());
        try (MailHop hop = MailHop.started()) {
            clock.now = clock.now.plusSeconds(1);
            try (SmtpMailSender sender = hop.sender().smime(expiring).build();
                    Recupera recupera = portal(sender, storage, keys)) {
                recupera.passwords().request("ana", ClientAddress.of("192.0.2.7"));
                recupera.drain();
            }
            assertThat(hop.arrived).isEmpty();
            assertThat(events)
                    .filteredOn(event -> event.type() == Event.Type.MAIL_DEFERRED)
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .containsEntry("mail", "link")
                            .containsEntry(
                                    "reason",
                                    "signing: the certificate of no-responder@correo.example.hn expired on"
                                            + " 2027-06-01T12:00:00Z; get a newer one"));

            // The portal starts anew with another certificate, and the mail that waited goes out.
            clock.now = clock.now.plus(Duration.ofMinutes(10));
            try (SmtpMailSender sender = hop.sender()
                            .smime(SigningIdentity.signer(
                                    SigningIdentity.of("RSA 2048").pkcs12Bytes(), clock))
                            .build();
                    Recupera recupera = portal(sender, storage, keys)) {
                recupera.drain();
            }
            assertThat(hop.arrived).hasSize(1);
            assertThat(MailHop.parsed(hop.last()).getContentType()).startsWith("multipart/signed");
            assertThat(((MimeMultipart) MailHop.parsed(hop.last()).getContent()).getCount())
                    .isEqualTo(2);
            assertThat(new String(hop.last(), US_ASCII)).contains("application/pkcs7-signature");
        }
    }

    @Test
    void A_failing_DKIM_signature_means_no_mail_and_an_event_too() throws Exception {
        InMemoryStorage storage = InMemoryStorage.create();
        KeyRing keys = KeyRing.ephemeral(new SecureRandom());
        DkimSigner ofAnotherDomain = DkimSigner.forSender(new EmailAddress("avisos@otro.example"))
                .key("recupera", SigningIdentity.keys("Ed25519").getPrivate())
                .build();
        try (MailHop hop = MailHop.started()) {
            try (SmtpMailSender sender = hop.sender().dkim(ofAnotherDomain).build();
                    Recupera recupera = portal(sender, storage, keys)) {
                recupera.passwords().request("ana", ClientAddress.of("192.0.2.7"));
                recupera.drain();
            }
            assertThat(hop.arrived).isEmpty();
            assertThat(events)
                    .filteredOn(event -> event.type() == Event.Type.MAIL_DEFERRED)
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .containsEntry("mail", "link")
                            .containsEntry(
                                    "reason",
                                    "signing: DKIM signs for otro.example, and this mail is from"
                                            + " no-responder@correo.example.hn"));

            clock.now = clock.now.plus(Duration.ofMinutes(10));
            DkimSigner right = DkimSigner.forSender(SigningIdentity.SENDER)
                    .key("recupera", SigningIdentity.keys("Ed25519").getPrivate())
                    .build();
            try (SmtpMailSender sender = hop.sender().dkim(right).build();
                    Recupera recupera = portal(sender, storage, keys)) {
                recupera.drain();
            }
            assertThat(new String(hop.last(), US_ASCII)).contains("DKIM-Signature:");
        }
    }

    private Recupera portal(SmtpMailSender sender, InMemoryStorage storage, KeyRing keys) {
        return Recupera.forPortal(PROFILE)
                .users(accounts)
                .passwords(accounts)
                .sessions(InMemorySessions.create())
                .storage(storage)
                .securityQuestions(InMemorySecurityQuestions.create(), Argon2id.standard())
                .mail(sender)
                .keys(keys)
                .listener(events::add)
                .clock(clock)
                .build();
    }

    private static InMemoryAccounts accounts() {
        InMemoryAccounts accounts = InMemoryAccounts.hashedWith(Argon2id.standard());
        Account ana = Account.named(new AccountId("17"), "ana")
                .email("ana@empresa.example")
                .build();
        accounts.add(PROFILE.portal(), ana, Secret.of("la clave que Ana olvidó"));
        return accounts;
    }
}
