package org.recupera.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskTest {

    @ParameterizedTest
    @CsvSource({
        "a, •••",
        "ana, •••",
        "anas, a•••",
        "anita, a•••",
        "anitas, an•••s",
        "proveedor1, pr•••1",
        "'', •••",
        "😀😀😀, •••",
        "😀😁😂😃, 😀•••",
    })
    void a_username_keeps_what_its_owner_knows_it_by(String name, String shown) {
        assertThat(Mask.username(name)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.co, •••@•••.co",
        "a@bc.gob.hn, •••@•••.hn",
        "ana@abc.example, •••@a•••.example",
        "luis@empresa.example, l•••@e•••.example",
        "luisa@empresa.example, l•••@e•••.example",
        "ventas@empresa.example, v•••s@e•••.example",
        "proveedor1@empresa.example, p•••1@e•••.example",
        "compras@correo.institucion.gob.hn, c•••s@c•••.hn",
        "Compras@GMAIL.COM, C•••s@g•••.com",
    })
    void an_address_keeps_no_whole_part_but_the_top_level_domain(String address, String shown) {
        assertThat(Mask.email(new EmailAddress(address))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1234, •••", "12345, •••5", "1234567, •••7", "12345678, •••678", "0801-1990-00001, •••001"})
    void a_number_keeps_its_end(String number, String shown) {
        assertThat(Mask.number(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "abcd", "abcdef", "abcdefghijklmnopqrstuvwxyz"})
    void the_length_of_what_is_hidden_is_hidden_too(String middle) {
        assertThat(Mask.username("Xx" + "yz".repeat(2) + middle + "Z")).isEqualTo("Xx•••Z");
    }

    @Test
    void two_accounts_of_one_consortium_stay_apart() {
        assertThat(Mask.username("consorcio1")).isNotEqualTo(Mask.username("consorcio2"));
        assertThat(Mask.number("9001002001")).isNotEqualTo(Mask.number("9001002002"));
    }
}
