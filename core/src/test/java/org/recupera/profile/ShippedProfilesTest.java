package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;

class ShippedProfilesTest {

    @Test
    void honducompras_loads() {
        Profile profile = Profile.named("honducompras")
                .withBaseUrl(URI.create("https://portal.example/"))
                .withSender(new EmailAddress("no-responder@portal.example"))
                .checked();
        RenderedMail mail = profile.render(
                MailTemplate.LINK,
                Map.of("username", "comprador1", "link", profile.linkTo(Secret.of("abc.def"))),
                profile.language());
        assertThat(mail.text()).contains("https://portal.example/honducompras/cambiar-contrasena?token=abc.def");
    }
}
