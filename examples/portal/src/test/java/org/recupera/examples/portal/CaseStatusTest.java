package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.examples.portal.Visitor.Answer;

/** Who may learn where a case stands, and what strangers learn by asking. */
class CaseStatusTest {

    private static final String ADDRESS = "estado@empresa.example";

    private static TestPortal portal;
    private static String number;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start();
        number = CaseSteps.numberOn(CaseSteps.file(portal.visitor(), "honducompras", ADDRESS));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void number_and_address_are_read_as_people_write_them() {
        for (String written : new String[] {
            number, number.toLowerCase(Locale.ROOT), " " + number.replace("-", " ") + " ", number.replace('0', 'o')
        }) {
            assertThat(status(written, ADDRESS).status()).as(written).isEqualTo(200);
        }
        assertThat(status(number, " Estado@Empresa.example ").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{number} | otra@empresa.example",
                "{number} | estado@empresa.example.otro",
                "{number} | ``",
                "{number} | no es un correo",
                "{mistyped} | estado@empresa.example",
                "`` | estado@empresa.example",
                "hola | estado@empresa.example",
                "`HC-2026-7Q4K9M2XJ` | estado@empresa.example",
                "`<script>` | `<script>`"
            })
    void whatever_is_wrong_gets_the_same_page(String written, String address) {
        portal.clock.advance(Duration.ofMinutes(10));
        Visitor person = portal.visitor();
        char last = number.charAt(number.length() - 1);
        String mistyped = number.substring(0, number.length() - 1) + (last == 'A' ? 'B' : 'A');
        Answer answer = CaseSteps.status(
                person, "honducompras", written.replace("{number}", number).replace("{mistyped}", mistyped), address);
        Answer stranger = CaseSteps.status(portal.visitor(), "honducompras", "HC", "x@y.example");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.withoutCsrf()).isEqualTo(stranger.withoutCsrf()).contains("No encontramos un caso");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_case_of_one_portal_is_none_of_the_other() {
        assertThat(CaseSteps.status(portal.visitor("secop"), "secop", number, ADDRESS)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_link_in_a_mail_may_bring_the_number_along() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/caso?numero=" + number);
        assertThat(page.form().selectFirst("#numero").val()).isEqualTo(number);
        assertThat(person.get("/honducompras/caso?numero=%22%3E%3Cscript%3E")
                        .page()
                        .select("script"))
                .isEmpty();
    }

    @Test
    void who_guesses_waits_after_a_while() throws IOException {
        try (TestPortal fresh = TestPortal.start()) {
            Visitor guesser = fresh.visitor();
            Answer page = guesser.get("/honducompras/caso");
            Answer answer = guesser.submit(page, Map.of("numero", number, "correo", "x1@y.example"));
            for (int i = 0; i < 200 && answer.status() == 404; i++) {
                answer = guesser.submit(page, Map.of("numero", number, "correo", "x@y.example"));
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            assertThat(answer.text()).contains("Demasiados intentos");
        }
    }

    private static Answer status(String written, String address) {
        return CaseSteps.status(portal.visitor(), "honducompras", written, address);
    }
}
