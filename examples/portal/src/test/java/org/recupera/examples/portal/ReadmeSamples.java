package org.recupera.examples.portal;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.recupera.Recupera;
import org.recupera.jdbc.JdbcStorage;
import org.recupera.key.KeyRing;
import org.recupera.mail.SmtpMailSender;
import org.recupera.password.Argon2id;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;
import org.recupera.port.SessionRegistry;
import org.recupera.profile.Profile;

/** What the README shows of a start, so that it compiles. */
final class ReadmeSamples {

    private ReadmeSamples() {}

    static Recupera start(DataSource database, SessionRegistry sessions, Map<String, String> environment) {
        JdbcStorage.over(database).installSchema(); // or hand JdbcSchema.of(Dialect.POSTGRESQL).text() to your DBA
        SmtpMailSender mail = SmtpMailSender.to("smtp.portal.example", 587)
                .signIn("portal", Secret.of(environment.get("SMTP_PASSWORD")))
                .build();
        KeyRing keys = KeyRing.fromEnvironment(environment, "RECUPERA_SECRET");
        Profile profile = Profile.named("honducompras")
                .withBaseUrl(URI.create("https://portal.example"))
                .withLinkPath("/cambiar-contrasena")
                .withSender(new EmailAddress("avisos@portal.example"));
        return new Embedding(database, Argon2id.standard(), mail, sessions, keys, Clock.systemUTC())
                .recovery(profile, "usuario")
                .build()
                .start();
    }
}
