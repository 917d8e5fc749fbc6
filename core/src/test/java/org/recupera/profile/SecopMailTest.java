package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.Secret;

/** Holds SECOP II's mails to document 001, which shows one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecopMailTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final Instant AFTERNOON = Instant.parse("2026-11-20T20:05:00Z");
    private static final String LINK = "https://portal.example/secop/cambiar-contrasena?token=k1.abc";
    private static final String SUPPORT = "https://www.colombiacompra.gov.co/soporte";
    private static final Pattern CLOCK_TIME = Pattern.compile("[0-9]{1,2}:[0-9]{2} [ap]\\.m\\.");

    private final Profile profile = Profile.named("secop-ii").withBaseUrl(URI.create("https://portal.example"));

    @Test
    void it_comes_from_where_people_are_told_to_look_and_is_called_what_they_know() {
        assertThat(profile.sender().address()).hasToString("registro@secop.gov.co");
        assertThat(link(SPANISH).subject()).isEqualTo("SECOP II – Recuperación de Contraseña");
    }

    @Test
    void each_part_of_the_password_mail_holds_every_fact_of_the_document() {
        for (String part : new ReadMail(link(SPANISH)).parts()) {
            assertThat(part)
                    .containsSubsequence(
                            "Estimado(a) usuario(a),",
                            "solicitud para recuperar la contraseña",
                            "Para cambiar su contraseña, siga el siguiente enlace",
                            "Haga clic aquí para cambiar la contraseña de usuario gongoragabriela",
                            "Mesa de Servicio",
                            "018000-52-0808",
                            "745-8788",
                            "www.colombiacompra.gov.co/soporte",
                            "El recibo de este correo electrónico no lo exime de la responsabilidad de revisar la"
                                    + " información del SECOP.",
                            "Consulte los Términos y Condiciones de Uso del SECOP.",
                            "Derechos reservados. SECOP")
                    .contains(
                            "(Si usted no puede hacer clic en el enlace, por favor, copie el enlace completo y péguelo"
                                    + " en su navegador)",
                            "Lunes a viernes",
                            "7:00 a.m.",
                            "7:00 p.m.",
                            "sábado",
                            "8:00 a.m.",
                            "12:00 p.m.",
                            "Línea Nacional 018000-52-0808",
                            "En Bogotá 745-8788",
                            "Nosotros nunca le solicitamos datos personales por correo electrónico. Por favor, desconfíe"
                                    + " de cualquier mensaje que le pida la contraseña u otros datos confidenciales.",
                            "Si no desea recibir este tipo de correos electrónicos debe cambiar su configuración en el"
                                    + " SECOP.")
                    .doesNotContain("{{", "}}", "2021");
        }
    }

    @Test
    void it_says_beyond_the_document_what_a_link_needs() {
        for (String part : new ReadMail(link(SPANISH)).parts()) {
            assertThat(part)
                    .contains(
                            "una sola vez y durante 60 minutos",
                            "su contraseña se activará con el último correo recibido del SECOP II",
                            "Si usted no hizo esta solicitud, no haga nada: su contraseña sigue siendo la misma");
        }
    }

    @Test
    void the_link_can_be_clicked_and_copied() {
        RenderedMail mail = link(SPANISH);

        assertThat(mail.text()).contains("\n\n" + LINK + "\n\n");
        assertThat(mail.html())
                .contains(">Haga clic aquí para cambiar la contraseña de usuario gongoragabriela</a>")
                .containsSubsequence("copie el enlace completo y péguelo en su navegador)", ">" + LINK + "</a>");
        assertThat(new ReadMail(mail).links()).containsExactly(LINK, LINK, SUPPORT);
    }

    @Test
    void every_mail_has_the_foot_and_the_warning_of_the_portal() {
        for (RenderedMail mail : List.of(link(SPANISH), notice(SPANISH), accounts(SPANISH))) {
            assertThat(mail.subject()).startsWith("SECOP II – ");
            for (String part : new ReadMail(mail).parts()) {
                assertThat(part)
                        .containsOnlyOnce("Advertencia:")
                        .containsOnlyOnce("Mesa de Servicio")
                        .contains("Nosotros nunca le solicitamos datos personales", "no lo exime", "745-8788");
            }
        }
    }

    @Test
    void nobody_is_told_how_to_stop_a_security_notice() {
        assertThat(new ReadMail(notice(SPANISH)).parts())
                .allSatisfy(part -> assertThat(part).doesNotContain("Si no desea recibir"));
    }

    @Test
    void times_are_those_of_colombia() {
        assertThat(notice(SPANISH).text()).contains("20 de noviembre de 2026 a las 15:05 (hora de Colombia)");
        assertThat(notice(Locale.ENGLISH).text()).contains("20 November 2026 at 15:05 (Colombia time)");
    }

    @Test
    void english_says_the_same_beside() {
        for (String part : new ReadMail(link(Locale.ENGLISH)).parts()) {
            assertThat(part)
                    .contains(
                            "Dear user,",
                            "Click here to change the password of the user gongoragabriela",
                            "copy the whole link and paste it into your browser",
                            LINK,
                            "once and for 60 minutes",
                            "the latest mail received from SECOP II",
                            "We never ask you for personal data by mail",
                            "Monday to Friday",
                            "Saturday",
                            "018000-52-0808",
                            "745-8788",
                            "does not free you from the responsibility of checking the information in SECOP",
                            "Terms and Conditions of Use",
                            "you must change your settings in SECOP");
            assertThat(times(part))
                    .as("hours")
                    .isEqualTo(times(profile.contact().hours()));
        }
        assertThat(link(Locale.ENGLISH).subject()).isEqualTo("SECOP II – Password recovery");
    }

    @EachWickedName
    void a_name_of_somebodys_own_choosing_brings_no_element_and_no_link(String name) {
        boolean pointsAtMost = !name.matches("(?is).*([:/]|www[.]).*");

        ReadMail mail = new ReadMail(link(pointsAtMost ? "ana" : name, name));

        ReadMail plain = new ReadMail(link("ana", "Ana"));
        assertThat(mail.elements()).isEqualTo(plain.elements());
        assertThat(mail.webAddresses()).isEqualTo(plain.webAddresses());
    }

    private static List<String> times(String text) {
        return CLOCK_TIME.matcher(text).results().map(found -> found.group()).toList();
    }

    private RenderedMail link(Locale language) {
        return profile.render(MailTemplate.LINK, Map.of("username", "gongoragabriela", "link", link()), language);
    }

    private RenderedMail link(String username, String displayName) {
        return profile.render(
                MailTemplate.LINK, Map.of("username", username, "link", link(), "displayName", displayName), SPANISH);
    }

    private Secret link() {
        return profile.linkTo(Secret.of("k1.abc"));
    }

    private RenderedMail notice(Locale language) {
        return profile.render(
                MailTemplate.PASSWORD_CHANGED, Map.of("username", "gongoragabriela", "at", AFTERNOON), language);
    }

    private RenderedMail accounts(Locale language) {
        return profile.render(
                MailTemplate.ACCOUNTS,
                Map.of(
                        "email",
                        "ana@empresa.example",
                        "accounts",
                        List.of(new ListedAccount("gongoragabriela", "•••001")),
                        "passwordPage",
                        profile.page("/secop/recuperar-contrasena")),
                language);
    }
}
