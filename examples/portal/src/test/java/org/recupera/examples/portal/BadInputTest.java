package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** What people and programs type that no account is called. */
class BadInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ASK = "/honducompras/recuperar-contrasena?sin-pregunta=1";

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "empty, ''",
        "only spaces, +++",
        "NUL, comprador1%00",
        "a control, comprador1%0D%0ABcc:x",
        "a lone surrogate, comprador1%ED%A0%80",
        "half a character, comprador1%C3",
        "bytes that are never UTF-8, %FF%FE",
        "an invisible character, comprador%E2%80%8B1"
    })
    void a_malformed_username_is_refused_at_the_field(String what, String encoded) {
        Answer answer = ask(encoded);
        assertThat(answer.status()).as(what).isEqualTo(422);
        assertThat(answer.page().selectFirst("#usuario-error").text()).isNotBlank();
        assertThat(answer.page().selectFirst("#usuario").attr("aria-invalid")).isEqualTo("true");
        assertThat(answer.body()).doesNotContain("\u0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%27%3B+DROP+TABLE+honducompras_account%3B--",
                "%7B%7Bcsrf%7D%7D",
                "%24%7Bjndi%3Aldap%3A%2F%2Fx%7D",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "compr%D0%B0dor1",
                "%25%25%25"
            })
    void text_that_means_something_elsewhere_is_only_a_name_that_nobody_has(String encoded) {
        Answer answer = ask(encoded);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("ENVIADO CON ÉXITO");
    }

    @Test
    void a_hundred_kilobytes_of_combining_marks_are_refused_at_once() {
        Answer answer = ask("%CC%81%CC%A7".repeat(25_000));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).hasSizeLessThan(10_000);
    }

    @Test
    void what_was_typed_comes_back_escaped() {
        Answer answer = portal.visitor().signIn("\"><script>alert(1)</script>", "x");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.page().select("script")).isEmpty();
        assertThat(answer.page().selectFirst("#usuario").val()).isEqualTo("\"><script>alert(1)</script>");
    }

    @Test
    void a_form_that_is_too_large_is_a_413() {
        assertThat(ask("x".repeat(1 << 20)).status()).isEqualTo(413);
    }

    @Test
    void what_is_no_form_is_a_415() {
        Answer answer = portal.visitor().postRaw(ASK, "application/json", "{\"usuario\":\"comprador1\"}");
        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "comprador1, ''",
        "nadie, Clave-Inicial-1",
        "comprador1, clave-inicial-1",
        "comprador1, ' Clave-Inicial-1'"
    })
    void a_wrong_sign_in_does_not_say_what_is_wrong(String username, String password) {
        Answer answer = portal.visitor().signIn(username, password);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("El usuario o la contraseña no son correctos");
    }

    @Test
    void a_disabled_account_does_not_sign_in() {
        assertThat(portal.visitor().signIn("bloqueado1", "Clave-Inicial-1").text())
                .contains("deshabilitada");
        assertThat(portal.visitor().signIn("bloqueado1", "otra").text()).doesNotContain("deshabilitada");
    }

    @Test
    void a_password_that_cannot_be_typed_is_no_outage() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/ingresar");
        String csrf = page.form().selectFirst("input[name=csrf]").val();
        for (String password : new String[] {"%00", "%FF", "x".repeat(100_000)}) {
            assertThat(person.postRaw(
                                    "/honducompras/ingresar",
                                    FORM,
                                    "csrf=" + csrf + "&usuario=comprador1&contrasena=" + password)
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/no",
                "/chilecompra",
                "/chilecompra/ingresar",
                "/chilecompra/recuperar-usuario",
                "/secop-ii/ingresar",
                "/secop/no",
                "/honducompras/no",
                "/buzon/0",
                "/buzon/x",
                "/buzon/99999999999",
                "/buzon/1/2"
            })
    void an_address_that_leads_nowhere_is_a_404_page(String path) {
        Answer answer = portal.visitor().get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.page().selectFirst("h1").text()).isEqualTo("La página no existe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/..%2f", "/honducompras/%zz"})
    void an_address_that_is_none_is_a_page_too(String path) throws IOException {
        String answer = RawRequest.get(portal.address(), path);
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Content-Security-Policy")
                .contains("No se entendió");
    }

    private static Answer ask(String encodedUsername) {
        Visitor person = portal.visitor();
        String csrf = person.get(ASK).form().selectFirst("input[name=csrf]").val();
        portal.clock.advance(Duration.ofMinutes(1));
        return person.postRaw(ASK, FORM, "csrf=" + csrf + "&usuario=" + encodedUsername);
    }
}
