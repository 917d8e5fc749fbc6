package org.recupera.mail;

import java.time.Instant;
import java.util.Locale;
import org.recupera.port.EmailAddress;
import org.recupera.port.OutgoingMail;

/** The mails that the tests send. */
final class Mails {

    static final String LINK = "https://compras.example.hn/recuperar#k1.7f3k9m2p5q8r4t6v.zx4c8vbn2m5q9w3e";

    private Mails() {}

    static OutgoingMail.Builder mail() {
        return OutgoingMail.builder()
                .messageId("<7f3k9m2p@correo.example.hn>")
                .from(new EmailAddress("no-responder@correo.example.hn"), "Oficina de Contratación")
                .bounces(new EmailAddress("rebotes@correo.example.hn"))
                .to(new EmailAddress("maria.nunez@example.com"))
                .subject("Recuperación de contraseña: María Núñez")
                .text("Estimada María:\n\nAbra " + LINK + "\n.\nSu contraseña expirará.\n")
                .html("<p>Estimada María, <a href=\"" + LINK + "\">cambie su contraseña</a>.</p>")
                .language(Locale.forLanguageTag("es-HN"))
                .date(Instant.parse("2026-11-05T08:09:10.123Z"));
    }
}
