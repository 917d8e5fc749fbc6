package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Holds what SECOP II's pages say to documents 001 and 002. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecopPagesTest {

    private final Profile profile = Profile.named("secop-ii");
    private final Map<String, String> texts = profile.pageTexts(profile.language());

    @Test
    void who_asks_for_a_link_is_told_to_click_once_and_to_wait() {
        assertThat(texts.get("password.field")).isEqualTo("Escriba su nombre de usuario");
        assertThat(texts.get("password.intro")).contains("nombre de usuario con el cual se registró en el SECOP II");
        assertThat(texts.get("password.advice"))
                .contains("Haga clic una única vez", "espere a que le llegue el correo para restablecer la contraseña");
    }

    @Test
    void the_latest_mail_counts_and_may_lie_in_spam() {
        for (String text : new String[] {texts.get("password.advice"), said("password.requested")}) {
            assertThat(text)
                    .contains(
                            "Su contraseña se activará con el último correo recibido del SECOP II",
                            "«Correo no deseado» o «SPAM»");
        }
        assertThat(said("link.replaced"))
                .contains("Su contraseña se activará con el último correo recibido del SECOP II", "pida uno nuevo");
    }

    @Test
    void whoever_asks_is_answered_alike() {
        assertThat(said("password.requested"))
                .startsWith("Si el usuario que escribió está registrado,")
                .contains("Espere a que le llegue", "no vuelva a hacer clic en «Enviar correo»");
    }

    @Test
    void nobody_is_asked_for_data_by_mail() {
        assertThat(texts.get("warning"))
                .isEqualTo("Nosotros nunca le solicitamos datos personales por correo electrónico. Por favor, desconfíe"
                        + " de cualquier mensaje que le pida la contraseña u otros datos confidenciales.");
    }

    @Test
    void the_page_for_a_new_password_says_what_is_about_to_happen() {
        assertThat(texts.get("change.intro"))
                .isEqualTo(
                        "Está a punto de cambiar su contraseña de acceso. Rellene el siguiente formulario y seleccione"
                                + " la opción «Cambiar contraseña».");
    }

    @Test
    void the_four_things_that_may_be_asked_by_have_the_names_of_the_guide() {
        assertThat(texts)
                .containsEntry("username.title", "Consulte sus datos registrados en el SECOP II")
                .containsEntry("username.national-id", "Cédula")
                .containsEntry("username.phone", "No. de teléfono")
                .containsEntry("username.username", "Usuario de SECOP II")
                .containsEntry("username.email", "Correo electrónico");
        assertThat(texts.get("username.intro"))
                .contains("Indique alguno de los siguientes datos para realizar la recuperación de sus datos");
    }

    @Test
    void whom_this_does_not_help_is_told_what_a_case_brings() {
        assertThat(texts.get("help")).isEqualTo("Ayudas adicionales");
        assertThat(texts.get("username.case"))
                .contains(
                        "La información de su usuario del SECOP II será enviada al correo registrado",
                        "llegará la notificación de la respuesta");
    }

    private String said(String code) {
        return profile.message(code, Map.of(), Locale.forLanguageTag("es")).text();
    }
}
