package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@empresa.example",
                "Ana.Perez+hn@mail.empresa.example",
                "o'neil@a-b.example",
                "x@xn--9i8h.example"
            })
    void plain_addresses_are_taken_as_they_are(String text) {
        assertThat(EmailAddress.parse(text)).get().returns(text, EmailAddress::value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@empresa.example",
                "ana@localhost",
                "ana@@empresa.example",
                "ana@b@empresa.example",
                "ana@empresa.example,otra@empresa.example",
                "ana@empresa.example;otra@empresa.example",
                "Ana <ana@empresa.example>",
                "<ana@empresa.example>",
                "\"ana perez\"@empresa.example",
                "ana(comentario)@empresa.example",
                "grupo:ana@empresa.example;",
                "@ruta.example:ana@empresa.example",
                "ana@[192.0.2.1]",
                "=?utf-8?q?ana?=@empresa.example",
                "ana+=?x?q?=40evil.example=3e=00?=@empresa.example",
                "ana@empresa.example\r\nBcc: x@y.example",
                "ana@empresa.example\n",
                "ana@empresa.example\0",
                " ana@empresa.example",
                "ana.@empresa.example",
                ".ana@empresa.example",
                "a..b@empresa.example",
                "ana@-empresa.example",
                "ana@empresa-.example",
                "ana@empresa..example",
                "m\u0131ke@empresa.example",
                "ana@c\u00fcre.example"
            })
    void everything_else_is_refused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void the_parts_have_their_limits() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@empresa.example")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@empresa.example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(63) + ".example")).isPresent();
        assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(130) + "example")).isEmpty();
    }

    @Test
    void a_refusal_does_not_repeat_the_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress("canario@"))
                .withMessageNotContaining("canario");
    }

    @Test
    void the_domain_is_read_in_lower_case() {
        assertThat(new EmailAddress("Ana@Empresa.EXAMPLE").domain()).isEqualTo("empresa.example");
    }
}
