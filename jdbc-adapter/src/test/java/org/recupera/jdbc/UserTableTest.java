package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a description is told where it is written, by the name of the call. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UserTableTest {

    @Test
    void A_table_without_usernames_is_refused() {
        UserTable.Builder table = UserTable.named("usuario", "id", IdType.TEXT).email("correo");
        assertThatIllegalArgumentException().isThrownBy(table::build).withMessageContaining("username(...)");
    }

    @Test
    void A_table_without_addresses_is_refused_because_nobody_could_be_mailed() {
        UserTable.Builder table = UserTable.named("usuario", "id", IdType.TEXT).username("login");
        assertThatIllegalArgumentException().isThrownBy(table::build).withMessageContaining("email(...)");
    }

    static Stream<Arguments> conditions_with_a_parameter_too_many_or_too_few() {
        return Stream.of(
                wrong("enabledWhen(...)", table -> table.enabledWhen("estado = :x")),
                wrong("enabledWhen(...)", table -> table.enabledWhen("estado = ?")),
                wrong("enabledWhen(...)", table -> table.enabledWhen("login = :value")),
                wrong("username(...)", table -> table.username("login", "login = :login")),
                wrong("email(...)", table -> table.email("correo", "correo = 'x'")),
                wrong("nationalId(...)", table -> table.nationalId("dni", "dni = ?")),
                wrong("phone(...)", table -> table.phone("tel", "tel = ':value'")));
    }

    @ParameterizedTest
    @MethodSource
    void conditions_with_a_parameter_too_many_or_too_few(String call, UnaryOperator<UserTable.Builder> wrong) {
        UserTable.Builder table = UserTable.named("usuario", "id", IdType.TEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.apply(table))
                .withMessageStartingWith(call);
    }

    @Test
    void A_comment_in_a_condition_ends_with_the_condition() {
        UserTable table = UserTable.named("usuario", "id", IdType.TEXT)
                .username("login", "login = :value -- canonical")
                .email("correo")
                .enabledWhen("estado = 'A' AND portal = :portal -- active ones")
                .build();
        assertThat(table.queries().byId().names()).containsExactly("portal", "id");
        assertThat(table.queries().byId().sql()).contains("-- active ones\n) THEN 1");
    }

    private static Arguments wrong(String call, UnaryOperator<UserTable.Builder> wrong) {
        return Arguments.of(call, wrong);
    }
}
