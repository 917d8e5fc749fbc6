package org.recupera.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.recupera.Recupera;
import org.recupera.RecuperaBuilder;
import org.recupera.mail.desk.DeskProfile;
import org.recupera.mail.desk.MailDesk;
import org.recupera.port.CaseStore;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender;
import org.recupera.port.Secret;
import org.recupera.port.TicketDesk;

/** What the README shows of signing and of help desks. */
final class ReadmeSamples {

    private ReadmeSamples() {}

    static SmtpMailSender.Builder signing(
            SmtpMailSender.Builder mail, EmailAddress sender, Path keys, Map<String, String> environment, Clock clock)
            throws IOException {
        SmimeSigner smime = SmimeSigner.forSender(sender, clock)
                .fromPkcs12(keys.resolve("smime.p12"), Secret.of(environment.get("SMIME_PASSWORD")));
        DkimSigner dkim = DkimSigner.forSender(sender)
                .key("recupera2026", Secret.of(Files.readString(keys.resolve("dkim.pem"))))
                .key("recupera2026-ed", Secret.of(Files.readString(keys.resolve("dkim-ed.pem"))))
                .build();
        return mail.smime(smime).dkim(dkim);
    }

    static TicketDesk desk(MailSender mail) {
        return MailDesk.to(new EmailAddress("soporte@mesa.example"), mail)
                .from(new EmailAddress("casos@portal.example"))
                .bounces(new EmailAddress("rebotes@portal.example"))
                .zone(ZoneId.of("America/Tegucigalpa"))
                .profile(DeskProfile.glpi())
                .build();
    }

    static Recupera withDesk(RecuperaBuilder portal, CaseStore cases, MailSender mail) {
        return portal.cases(cases).desk(desk(mail)).build();
    }
}
