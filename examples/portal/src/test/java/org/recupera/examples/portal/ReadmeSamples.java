package org.recupera.examples.portal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.recupera.Recupera;
import org.recupera.RecuperaBuilder;
import org.recupera.jdbc.JdbcEventTrail;
import org.recupera.jdbc.JdbcStorage;
import org.recupera.jdbc.KeptEvent;
import org.recupera.key.KeyRing;
import org.recupera.mail.SmtpMailSender;
import org.recupera.memory.InMemoryCases;
import org.recupera.password.Argon2id;
import org.recupera.password.PasswordForm;
import org.recupera.port.AccountId;
import org.recupera.port.CaseState;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.SessionRegistry;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Profile;
import org.recupera.ticket.DeskOutcome;
import org.recupera.ticket.SupportCases;

/** What the README shows in its sentences, and of a start, so that it compiles. */
final class ReadmeSamples {

    private ReadmeSamples() {}

    static Optional<Secret> typedAtSignIn(Secret typed) {
        return PasswordForm.normalise(typed);
    }

    static RecuperaBuilder audited(RecuperaBuilder builder, JdbcStorage storage, Profile profile) {
        PortalId portal = profile.portal();
        JdbcEventTrail trail = storage.eventTrail();
        return builder.listener(trail).chore(now -> trail.purge(portal, now.minus(Duration.ofDays(365)), 10_000));
    }

    static List<KeptEvent> ofOneAccount(JdbcEventTrail trail, PortalId portal, Recupera recupera, AccountId account) {
        return trail.about(portal, recupera.subjectOf(account), 100);
    }

    static RecuperaBuilder numberedInOrder(RecuperaBuilder builder, JdbcStorage storage) {
        return builder.cases(storage.cases()).caseSequence(storage.caseSequence());
    }

    static RecuperaBuilder inMemory(RecuperaBuilder builder) {
        return builder.cases(InMemoryCases.create());
    }

    static Map<String, String> afterFailedRecovery(SupportCases cases, TicketDraft draft) {
        return cases.form().prefilled(draft);
    }

    static DeskOutcome answered(SupportCases cases, SupportCase seen, String text) {
        return cases.desk().answer(seen.number(), seen.version(), text, CaseState.ANSWERED);
    }

    static SmtpMailSender mail(Map<String, String> environment) {
        return SmtpMailSender.to("smtp.portal.example", 587)
                .signIn("portal", Secret.of(environment.get("SMTP_PASSWORD")))
                .build();
    }

    static Recupera start(
            DataSource database, MailSender mail, SessionRegistry sessions, Map<String, String> environment) {
        JdbcStorage.over(database).installSchema(); // or hand JdbcSchema.of(Dialect.POSTGRESQL).text() to your DBA
        KeyRing keys = KeyRing.fromEnvironment(environment, "RECUPERA_SECRET");
        Profile profile = Profile.named("honducompras")
                .withBaseUrl(URI.create("https://portal.example"))
                .withLinkPath("/cambiar-contrasena") // mails lead to these three pages
                .withPasswordPath("/recuperar-contrasena")
                .withStatusPath("/caso")
                .withSender(new EmailAddress("avisos@portal.example"));
        return new Embedding(database, Argon2id.standard(), mail, sessions, keys, Clock.systemUTC())
                .recovery(profile, "usuario")
                .build()
                .start();
    }
}
