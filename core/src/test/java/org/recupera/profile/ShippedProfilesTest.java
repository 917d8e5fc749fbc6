package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.Allowance;
import org.recupera.port.EmailAddress;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.profile.ProfileException.Problem;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShippedProfilesTest {

    private final Profile honducompras = Profile.named("honducompras");
    private final Profile secop = Profile.named("secop-ii");

    @Test
    void honducompras_says_what_its_guide_promises() {
        assertThat(honducompras.message("password.requested", Map.of()).text())
                .isEqualTo("CORREO PARA RECUPERAR CONTRASEÑA ENVIADO CON ÉXITO");
        assertThat(honducompras.contact().phones()).containsExactly("2240-1470", "2240-1471", "2240-1472", "2240-1473");
        assertThat(honducompras.contact().support()).hasHost("soporte.honducompras.gob.hn");
        assertThat(honducompras.contact().helpLinks())
                .extracting(Contact.HelpLink::name)
                .containsExactly("Enviar Solicitud");
        assertThat(honducompras.contact().hours())
                .as("its guide names no hours")
                .isNull();
    }

    @Test
    void honducompras_is_in_honduras() {
        assertThat(honducompras.portal()).isEqualTo(new PortalId("honducompras"));
        assertThat(honducompras.name()).isEqualTo("HonduCompras");
        assertThat(honducompras.language()).isEqualTo(Locale.forLanguageTag("es-HN"));
        assertThat(honducompras.zone()).isEqualTo(ZoneId.of("America/Tegucigalpa"));
    }

    @Test
    void honducompras_asks_a_question_that_may_be_skipped_and_secop_asks_none() {
        QuestionSettings asked = honducompras.questions().orElseThrow();

        assertThat(asked.mode()).isEqualTo(QuestionMode.BEFORE_MAIL);
        assertThat(asked.skippable()).isTrue();
        assertThat(asked.tries()).isEqualTo(new Allowance(5, Duration.ofHours(24)));
        assertThat(asked.caseTopic())
                .isEqualTo(new CaseTopic("HonduCompras 2.0", "Solicitud o duda", "Recuperación de contraseña"));
        assertThat(asked.questions())
                .contains("first-school")
                .hasSizeGreaterThan(3)
                .allSatisfy(id -> assertThat(
                                honducompras.message("question." + id, Map.of()).text())
                        .startsWith("¿")
                        .endsWith("?"));
        assertThat(secop.questions()).isEmpty();
    }

    @Test
    void secop_says_what_its_guides_promise() {
        assertThat(secop.contact().hours())
                .isEqualTo("Lunes a viernes de 7:00 a.m. a 7:00 p.m. y sábado de 8:00 a.m. a 12:00 p.m.");
        assertThat(secop.contact().phones()).containsExactly("Línea Nacional 018000-52-0808", "En Bogotá 745-8788");
        assertThat(secop.contact().support()).hasToString("https://www.colombiacompra.gov.co/soporte");
        assertThat(secop.contact().helpLinks())
                .extracting(Contact.HelpLink::name)
                .containsExactly("PQRS", "Datos abiertos", "Calendario", "Crear caso");
    }

    @Test
    void secop_is_in_colombia() {
        assertThat(secop.portal()).isEqualTo(new PortalId("secop-ii"));
        assertThat(secop.name()).isEqualTo("SECOP II");
        assertThat(secop.language()).isEqualTo(Locale.forLanguageTag("es-CO"));
        assertThat(secop.zone()).isEqualTo(ZoneId.of("America/Bogota"));
        assertThat(secop.sender().address()).hasToString("registro@secop.gov.co");
        assertThat(secop.withBaseUrl(URI.create("https://portal.example"))
                        .linkTo(Secret.of("k1.abc"))
                        .reveal())
                .isEqualTo("https://portal.example/secop/cambiar-contrasena?token=k1.abc");
    }

    @Test
    void each_is_asked_for_what_its_country_has() {
        assertThat(secop.username().orElseThrow().documents())
                .containsExactly(
                        new DocumentForm("Cédula de ciudadanía", 4, 10),
                        new DocumentForm("Documento de otro país", 4, 15));
        assertThat(honducompras.username().orElseThrow().documents())
                .contains(new DocumentForm("DNI", 13, 13), new DocumentForm("RTN", 14, 14));
    }

    @Test
    void each_tells_forgotten_usernames_as_it_was_decided() {
        UsernameSettings colombian = secop.username().orElseThrow();
        UsernameSettings honduran = honducompras.username().orElseThrow();

        assertThat(colombian.disclosure()).isEqualTo(Disclosure.SCREEN_MASKED);
        assertThat(colombian.alsoByMail()).isTrue();
        assertThat(colombian.passwordPath()).isEqualTo("/secop/recuperar-contrasena");
        assertThat(colombian.caseTopic())
                .isEqualTo(new CaseTopic("SECOP II", "Solicitud o duda", "Recuperación de usuario"));
        assertThat(honduran.disclosure()).isEqualTo(Disclosure.MAIL);
        assertThat(honduran.passwordPath()).isEqualTo("/honducompras/recuperar-contrasena");
        assertThat(honduran.caseTopic().subject()).isEqualTo("Recuperación de usuario");
    }

    @EachShippedProfile
    void a_document_or_an_address_recovers_the_username_and_the_others_the_address(String name) {
        Map<IdentifierKind, IdentifierKind> recovers =
                Profile.named(name).username().orElseThrow().recovers();

        assertThat(recovers)
                .containsExactly(
                        entry(IdentifierKind.NATIONAL_ID, IdentifierKind.USERNAME),
                        entry(IdentifierKind.PHONE, IdentifierKind.EMAIL),
                        entry(IdentifierKind.USERNAME, IdentifierKind.EMAIL),
                        entry(IdentifierKind.EMAIL, IdentifierKind.USERNAME));
    }

    @EachShippedProfile
    void each_keeps_to_the_design(String name) {
        Profile profile = Profile.named(name);
        LinkSettings link = profile.link();

        assertThat(profile.portal()).hasToString(name);
        assertThat(link.life()).isEqualTo(Duration.ofMinutes(60));
        assertThat(link.quietWindow()).isEqualTo(Duration.ofSeconds(30));
        assertThat(link.repeatWindow()).isEqualTo(Duration.ofMinutes(10));
        assertThat(link.mailsPerHour()).isEqualTo(5);
        assertThat(profile.limits().client().attempts()).isEqualTo(60);
        assertThat(profile.limits().client().window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(profile.password().minimumLength()).isEqualTo(15);
    }

    @EachShippedProfile
    void what_only_a_deployment_can_give_is_demanded(String name) {
        Profile profile = Profile.named(name);

        ProfileException refused = catchThrowableOfType(ProfileException.class, profile::checked);

        assertThat(refused.problems()).extracting(Problem::path).contains("$.link.baseUrl");
        assertThatIllegalStateException().isThrownBy(() -> profile.linkTo(Secret.of("token")));
        assertThatIllegalStateException().isThrownBy(() -> profile.page("/"));
    }

    @Test
    void the_sender_is_demanded_where_no_guide_names_one() {
        ProfileException refused = catchThrowableOfType(ProfileException.class, honducompras::checked);

        assertThat(refused.problems()).extracting(Problem::path).containsExactly("$.link.baseUrl", "$.sender.address");
        assertThatIllegalStateException().isThrownBy(honducompras::sender);
        assertThat(secop.withBaseUrl(URI.create("https://portal.example"))
                        .checked()
                        .sender()
                        .name())
                .isEqualTo("SECOP II");
    }

    @Test
    void what_a_deployment_gives_goes_into_its_links_and_its_sender() {
        Profile deployed = honducompras
                .withBaseUrl(URI.create("HTTPS://Portal.Example:8443/compras/"))
                .withSender(new EmailAddress("no-responder@Portal.Example"))
                .checked();

        assertThat(deployed.linkTo(Secret.of("k1.abc")).reveal())
                .isEqualTo("https://portal.example:8443/compras/honducompras/cambiar-contrasena?token=k1.abc");
        assertThat(deployed.linkTo(Secret.of("k1.abc"))).hasToString("Secret[redacted]");
        assertThat(deployed.sender().name()).isEqualTo("HonduCompras");
        assertThat(deployed.sender().bounces()).isEqualTo(deployed.sender().address());
        assertThat(deployed.sender().messageIdDomain()).isEqualTo("portal.example");
        assertThat(honducompras.link().baseUrl()).as("a copy").isNull();
    }

    @Test
    void links_lead_to_the_page_that_a_deployment_has() {
        Profile deployed = honducompras
                .withLinkPath("/cuenta/clave-nueva")
                .withBaseUrl(URI.create("https://portal.example/compras"));

        assertThat(deployed.linkTo(Secret.of("k1.abc")).reveal())
                .isEqualTo("https://portal.example/compras/cuenta/clave-nueva?token=k1.abc");
        assertThat(deployed.withLinkPath("/otra").linkTo(Secret.of("k1.abc")).reveal())
                .isEqualTo("https://portal.example/compras/otra?token=k1.abc");
        assertThat(honducompras.link().path()).as("a copy").isEqualTo("/honducompras/cambiar-contrasena");
    }

    @Test
    void a_page_that_is_no_path_is_refused_as_in_the_file() {
        for (String path : List.of(
                "",
                "secret-pasted",
                "https://secret-pasted.example/",
                "//secret-pasted.example",
                "/secret-pasted/../b",
                "/secret-pasted?b",
                "/secret-pasted#b",
                "/secret pasted",
                "/secret-pasted\n",
                "/secret-pasted".repeat(10_000))) {
            ProfileException refused =
                    catchThrowableOfType(ProfileException.class, () -> honducompras.withLinkPath(path));

            assertThat(refused.problems()).extracting(Problem::path).containsExactly("$.link.path");
            assertThat(refused.getMessage()).doesNotContain("secret");
        }
    }

    @Test
    void loopback_needs_no_https() {
        for (String origin :
                new String[] {"http://localhost:8080", "http://127.0.0.1", "http://127.1.2.3:80", "http://[::1]:8080"
                }) {
            assertThat(honducompras.withBaseUrl(URI.create(origin)).link().baseUrl())
                    .hasToString(origin);
        }
    }

    @Test
    void a_base_url_off_loopback_needs_https() {
        ProfileException refused = catchThrowableOfType(
                ProfileException.class, () -> honducompras.withBaseUrl(URI.create("http://portal.example")));

        assertThat(refused.problems()).extracting(Problem::path).containsExactly("$.link.baseUrl");
        assertThat(refused.getMessage()).doesNotContain("portal.example");
    }

    @Test
    void what_a_token_holds_cannot_leave_its_parameter() {
        Profile deployed = honducompras.withBaseUrl(URI.create("https://portal.example"));

        assertThat(deployed.linkTo(Secret.of("a b&c=d#e\n")).reveal()).endsWith("?token=a%20b%26c%3Dd%23e%0A");
    }

    @Test
    void a_profile_that_does_not_ship_is_said_so() {
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.named("chilecompra"));
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.named("../honducompras"));
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.named("defaults"));
    }
}
