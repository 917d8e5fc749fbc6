package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;
import org.recupera.port.Secret;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Neither password nor mail goes to a server that is not the right one or does not protect them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsTest {

    private static final String PASSWORD = "clave-ñandú-9";

    @TempDir
    private static Path directory;

    private static Certificates localhost;
    private static Certificates otherName;

    @BeforeAll
    static void certificates() {
        localhost = Certificates.forNames(directory, "dns:localhost,ip:127.0.0.1");
        otherName = Certificates.forNames(directory, "dns:correo.example.hn");
    }

    @Test
    void SubEtha_takes_mail_after_STARTTLS_and_AUTH() {
        List<String> mails = new CopyOnWriteArrayList<>();
        SMTPServer server = subEtha(mails);
        server.start();
        try (SmtpMailSender sender = SmtpMailSender.to("localhost", server.getPortAllocated())
                .tls(Tls.STARTTLS)
                .trusting(localhost.trusting())
                .signIn("recupera", Secret.of(PASSWORD))
                .build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(sender.check()).isEqualTo(new SmtpCheck.Ready());
            assertThat(mails)
                    .singleElement()
                    .asString()
                    .startsWith("rebotes@correo.example.hn>maria.nunez@example.com\n")
                    .contains("Auto-Submitted: auto-generated");
        } finally {
            server.stop();
        }
    }

    @Test
    void SubEtha_refuses_a_wrong_password_and_the_mail_waits() {
        List<String> mails = new CopyOnWriteArrayList<>();
        SMTPServer server = subEtha(mails);
        server.start();
        try (SmtpMailSender sender = SmtpMailSender.to("localhost", server.getPortAllocated())
                .tls(Tls.STARTTLS)
                .trusting(localhost.trusting())
                .signIn("recupera", Secret.of("otra-clave"))
                .build()) {
            assertThat(sender.send(Mails.mail().build()))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reason())
                                    .startsWith("authentication: 535")
                                    .doesNotContain("otra-clave", base64("otra-clave")));
            assertThat(sender.check())
                    .isInstanceOfSatisfying(
                            SmtpCheck.Unready.class,
                            unready -> assertThat(unready.reason()).startsWith("authentication: 535"));
            assertThat(mails).isEmpty();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void The_right_server_gets_password_and_mail_under_TLS(Tls tls) {
        try (ScriptedServer server = server(tls, localhost);
                SmtpMailSender sender = sender(server, tls).build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(server.commands)
                    .contains("AUTH PLAIN " + base64("recupera\0recupera\0" + PASSWORD))
                    .contains("EHLO correo.example.hn");
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void A_certificate_for_another_name_is_refused_though_it_is_trusted(Tls tls) {
        try (ScriptedServer server = server(tls, otherName);
                SmtpMailSender sender =
                        sender(server, tls).trusting(otherName.trusting()).build()) {
            refused(server, sender, "tls: ", "localhost");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void A_certificate_that_nobody_vouches_for_is_refused(Tls tls) {
        try (ScriptedServer server = server(tls, localhost);
                SmtpMailSender sender = SmtpMailSender.to("localhost", server.port())
                        .tls(tls)
                        .signIn("recupera", Secret.of(PASSWORD))
                        .build()) {
            refused(server, sender, "tls: ", "PKIX path building failed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void The_last_reply_may_take_longer_under_TLS_too(Tls tls) {
        try (ScriptedServer server = server(tls, localhost).on(".", ScriptedServer.STALL);
                SmtpMailSender sender = sender(server, tls)
                        .readTimeout(Duration.ofSeconds(2))
                        .messageTimeout(Duration.ofSeconds(4))
                        .build()) {
            assertThat(sender.send(Mails.mail().build()))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reason()).isEqualTo("timeout: no end after PT4S"));
        }
    }

    @Test
    void A_server_without_STARTTLS_gets_nothing() {
        try (ScriptedServer server = ScriptedServer.plain().on("EHLO", "250-mx.example\r\n250 AUTH PLAIN LOGIN");
                SmtpMailSender sender = sender(server, Tls.STARTTLS).build()) {
            refused(server, sender, "tls: ", "the server does not offer STARTTLS");
        }
    }

    @Test
    void A_server_that_refuses_STARTTLS_gets_nothing() {
        try (ScriptedServer server = server(Tls.STARTTLS, localhost).on("STARTTLS", "454 4.7.0 not now");
                SmtpMailSender sender = sender(server, Tls.STARTTLS).build()) {
            refused(server, sender, "refused: ", "454 4.7.0 not now");
        }
    }

    @Test
    void A_plain_server_behind_an_implicit_TLS_port_gets_nothing() {
        try (ScriptedServer server = ScriptedServer.plain();
                SmtpMailSender sender = sender(server, Tls.IMPLICIT).build()) {
            refused(server, sender, "tls: ", "");
        }
    }

    @Test
    void A_server_that_does_not_offer_AUTH_gets_no_mail() {
        try (ScriptedServer server = server(Tls.STARTTLS, localhost).on("EHLO", "250-mx.example\r\n250 STARTTLS");
                SmtpMailSender sender = sender(server, Tls.STARTTLS).build()) {
            refused(server, sender, "authentication: ", "the server does not offer AUTH");
        }
    }

    @Test
    void A_server_that_offers_other_mechanisms_only_gets_no_mail() {
        try (ScriptedServer server = server(Tls.STARTTLS, localhost)
                        .on("EHLO", "250-mx.example\r\n250-STARTTLS\r\n250 AUTH NTLM DIGEST-MD5");
                SmtpMailSender sender = sender(server, Tls.STARTTLS).build()) {
            refused(server, sender, "authentication: ", "no mechanism in common (PLAIN, LOGIN)");
        }
    }

    private static void refused(ScriptedServer server, SmtpMailSender sender, String start, String part) {
        assertThat(sender.send(Mails.mail().build()))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reason())
                                .startsWith(start)
                                .contains(part)
                                .doesNotContain(PASSWORD));
        assertThat(sender.check()).isInstanceOf(SmtpCheck.Unready.class);
        assertThat(server.commands).noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
        assertThat(server.messages).isEmpty();
    }

    private static ScriptedServer server(Tls tls, Certificates certificates) {
        return tls == Tls.IMPLICIT
                ? ScriptedServer.withImplicitTls(certificates.server())
                : ScriptedServer.withStartTls(certificates.server());
    }

    private static SmtpMailSender.Builder sender(ScriptedServer server, Tls tls) {
        return SmtpMailSender.to("localhost", server.port())
                .tls(tls)
                .trusting(localhost.trusting())
                .signIn("recupera", Secret.of(PASSWORD));
    }

    private static SMTPServer subEtha(List<String> mails) {
        return SMTPServer.port(0)
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(localhost.server())
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("recupera") || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((context, from, to, data) ->
                        mails.add(from + ">" + to + "\n" + new String(data, StandardCharsets.UTF_8)))
                .build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
