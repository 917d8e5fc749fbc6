package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NamedSqlTest {

    private static final Set<String> NAMES = Set.of("id", "value");

    @Test
    void Names_become_placeholders_in_their_order() {
        NamedSql sql = NamedSql.parse("WHERE a = :value AND b = :id OR c = :value", NAMES);
        assertThat(sql.sql()).isEqualTo("WHERE a = ? AND b = ? OR c = ?");
        assertThat(sql.values(Map.of("id", 7, "value", "x"))).containsExactly("x", 7, "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':other', 'it''s :other?' FROM t",
                "SELECT \":other?\" FROM `a:other?`",
                "SELECT a::text FROM t -- :other?",
                "SELECT /* :other? \n */ 1",
                "SELECT '$1\\'"
            })
    void Quoted_text_comments_and_casts_are_left_alone(String text) {
        assertThat(NamedSql.parse(text, NAMES)).isEqualTo(new NamedSql(text, java.util.List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = ?", "a = :other", "a = :Value", "a = ':value' AND b = :values"})
    void Other_parameters_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NamedSql.parse(text, NAMES));
    }

    @Test
    void A_parameter_that_is_needed_is_missed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedSql.parse("a = ':id'", NAMES).requiring("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usuario", "contraseña", "\"Usuario Final\"", "`año`", "_x$1"})
    void Names_of_columns_pass(String name) {
        assertThat(SqlName.column(name)).isEqualTo(name);
        assertThat(SqlName.table("acceso." + name)).endsWith(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;--", "a'", "\"a\"\"", "a.b.c.d", "1a", "a\n", "\"a\nb\"", "a)"})
    void What_is_no_name_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlName.table(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x;--", "Recupera_", "1_", "a-b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void What_is_no_table_prefix_is_refused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSchema.of(Dialect.H2).withTablePrefix(prefix));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(Dialect.class)
    void The_printed_schema_names_every_table_and_index_by_its_prefix(Dialect dialect) {
        String text = JdbcSchema.of(dialect).withTablePrefix("hn_").text();
        assertThat(text)
                .contains("hn_link (", "hn_work (", "hn_attempt (", "hn_link_slot")
                .doesNotContain("recupera_");
        assertThat(JdbcSchema.of(dialect).text()).contains("recupera_link (");
    }
}
