package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** What is typed on the page for a forgotten username and cannot be what it asks for. */
class UsernameBadInputTest {

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cedula | ``",
                "cedula | `   `",
                "cedula | 10203A4001",
                "cedula | 123",
                "cedula | 1234567890123456789012345678901234567890",
                "cedula | ١٠٢٠٣٠٤٠٠١",
                "cedula | １０２０３０４００１",
                "cedula | proveedor1@empresa.example",
                "telefono | 300 555 0101",
                "telefono | +",
                "telefono | +٥٧٣٠٠٥٥٥٠١٠١",
                "telefono | +57 300 555 0101 ext. 4",
                "telefono | +57 300 555 0101, +57 300 555 0102",
                "correo | proveedor1",
                "correo | proveedor1(compras)@empresa.example",
                "correo | \"proveedor1\"@empresa.example",
                "correo | proveedor1@empresa@empresa.example",
                "correo | proveedor1@empresa.example,proveedor2@empresa.example",
                "correo | proveedor1@empresa.example;proveedor2@empresa.example",
                "correo | `proveedor1@empresa.example\r\nBcc: otro@empresa.example`",
                "correo | Proveedor Uno <proveedor1@empresa.example>",
                "correo | proveedor1@[127.0.0.1]",
                "usuario | ``",
                "usuario | `provee\u200bdor1`",
                "usuario | `proveedor1\u0000`"
            })
    void what_cannot_be_the_chosen_kind_is_refused_at_the_field(String choice, String value) {
        for (String segment : new String[] {"honducompras", "secop"}) {
            Answer answer = portal.visitor(segment).askForUsername(choice, value);
            assertThat(answer.status()).as(segment).isEqualTo(422);
            assertThat(answer.page().title()).startsWith("Error: ");
            assertThat(answer.page().selectFirst("#valor-error").text()).isNotBlank();
            assertThat(answer.page().selectFirst("#valor").attr("aria-invalid")).isEqualTo("true");
            assertThat(answer.page().select("[role=alert] a").eachAttr("href")).containsExactly("#valor");
            assertThat(answer.page().select("input[name=dato][checked]").eachAttr("value"))
                    .containsExactly(choice);
            assertThat(answer.page().select("section:has(#caso)")).isNotEmpty();
            assertThat(answer.body()).doesNotContain("\u0000", "\u200b");
        }
    }

    @Test
    void what_was_typed_is_shown_again_and_escaped() {
        Answer answer = portal.visitor("secop").askForUsername("correo", "\"><script>alert(1)</script>");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("script")).isEmpty();
        assertThat(answer.page().selectFirst("#valor").val()).isEqualTo("\"><script>alert(1)</script>");
    }

    @Test
    void a_hundred_kilobytes_of_combining_marks_are_refused_at_once() {
        Answer answer = portal.visitor("secop").askForUsername("usuario", "\u0301\u0327".repeat(25_000));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).hasSizeLessThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pasaporte", "CEDULA", "NATIONAL_ID", "cedula ", "<script>"})
    void a_kind_that_the_form_does_not_offer_is_refused_at_the_choice(String choice) {
        for (String segment : new String[] {"honducompras", "secop"}) {
            Answer answer = portal.visitor(segment).askForUsername(choice, "1020304001");
            assertThat(answer.status()).as(segment).isEqualTo(422);
            assertThat(answer.page().selectFirst("#dato-error").text()).isNotBlank();
            assertThat(answer.page().select("input[name=dato][checked]")).isEmpty();
            assertThat(answer.page().selectFirst("#valor").val()).isEqualTo("1020304001");
            assertThat(answer.page().select("script")).isEmpty();
        }
    }

    @Test
    void a_form_without_its_fields_is_refused_too() {
        Visitor person = portal.visitor("secop");
        assertThat(person.submit(person.get("/secop/recuperar-usuario"), Map.of())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_portal_that_there_is_not_has_no_page() {
        Visitor person = portal.visitor();
        Answer form = person.get("/secop/recuperar-usuario");
        String csrf = form.form().selectFirst("input[name=csrf]").attr("value");

        for (String path :
                new String[] {"/secop-ii/recuperar-usuario", "/otro/recuperar-usuario", "/recuperar-usuario"}) {
            assertThat(person.get(path).status()).as(path).isEqualTo(404);
            assertThat(person.post(path, Map.of("csrf", csrf, "dato", "cedula", "valor", "1020304001"))
                            .status())
                    .as(path)
                    .isBetween(400, 499);
        }
    }
}
