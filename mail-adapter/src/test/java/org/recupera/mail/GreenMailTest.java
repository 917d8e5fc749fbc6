package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;
import org.recupera.port.Secret;

/** A whole mail server of somebody else's making. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GreenMailTest {

    @Test
    void Accents_arrive_in_subject_names_and_bodies() throws Exception {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        try (SmtpMailSender sender = SmtpMailSender.to(
                        "127.0.0.1", server.getSmtp().getPort())
                .signIn("recupera", Secret.of("clave-ñ"))
                .build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(sender.check()).isEqualTo(new SmtpCheck.Ready());
            MimeMessage received = server.getReceivedMessages()[0];

            assertThat(received.getSubject()).isEqualTo("Recuperación de contraseña: María Núñez");
            assertThat(((InternetAddress) received.getFrom()[0]).getPersonal()).isEqualTo("Oficina de Contratación");
            assertThat(received.getHeader("Return-Path")).containsExactly("<rebotes@correo.example.hn>");
            var parts = (MimeMultipart) received.getContent();
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("Estimada María:")
                    .contains(Mails.LINK)
                    .contains("Su contraseña expirará.");
            assertThat((String) parts.getBodyPart(1).getContent()).contains("cambie su contraseña</a>");
            assertThat(GreenMailUtil.getBody(received)).contains("=C3=B1");
        } finally {
            server.stop();
        }
    }

    @Test
    void A_wrong_password_defers() {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        try (SmtpMailSender sender = SmtpMailSender.to(
                        "127.0.0.1", server.getSmtp().getPort())
                .signIn("recupera", Secret.of("otra"))
                .build()) {
            assertThat(sender.send(Mails.mail().build()))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reason()).startsWith("authentication: 535"));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void Mail_arrives_over_implicit_TLS(@TempDir Path directory) throws Exception {
        Certificates certificates = Certificates.forNames(directory, "ip:127.0.0.1");
        var before = (Properties) System.getProperties().clone();
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, certificates.file.toString());
        System.setProperty(
                DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, new String(Certificates.PASSWORD));
        GreenMail server;
        try {
            server = started(ServerSetup.PROTOCOL_SMTPS);
        } finally {
            System.setProperties(before);
        }
        try (SmtpMailSender sender = SmtpMailSender.to(
                        "127.0.0.1", server.getSmtps().getPort())
                .tls(Tls.IMPLICIT)
                .trusting(certificates.trusting())
                .signIn("recupera", Secret.of("clave-ñ"))
                .build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(server.getReceivedMessages()[0].getSubject())
                    .isEqualTo("Recuperación de contraseña: María Núñez");
        } finally {
            server.stop();
        }
    }

    private static GreenMail started(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.setUser("recupera@correo.example.hn", "recupera", "clave-ñ");
        server.start();
        return server;
    }
}
