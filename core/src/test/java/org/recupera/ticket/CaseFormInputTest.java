package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.CaseField;

/** What people and attackers type into the fields of a form. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseFormInputTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final List<String> TYPED = List.of("quien", "correo", "movil", "numero", "plazo", "detalle");
    private static final List<String> LINES = List.of("quien", "correo", "movil", "numero", "plazo");

    private final CaseForm form = CaseForm.of(TestForms.THIRD_PORTAL);

    static Stream<Arguments> badInput() {
        List<Arguments> rows = new ArrayList<>();
        for (String field : TYPED) {
            rows.add(Arguments.of(field, "a\u0000b", "unreadable"));
            rows.add(Arguments.of(field, "a\u0007b", "unreadable"));
            rows.add(Arguments.of(field, "a\u001B[2Jb", "unreadable"));
            rows.add(Arguments.of(field, "a\uD800b", "unreadable"));
            rows.add(Arguments.of(field, "a\uDC00", "unreadable"));
            rows.add(Arguments.of(field, "a\uFFFEb", "unreadable"));
            rows.add(Arguments.of(field, "a\uFDD0b", "unreadable"));
            rows.add(Arguments.of(field, "e" + "\u0301\u0327".repeat(16), "unreadable"));
            rows.add(Arguments.of(field, "ana\u202Egnp.exe", "invisible"));
            rows.add(Arguments.of(field, "\u200Eana", "invisible"));
            rows.add(Arguments.of(field, "a\u2066b\u2069", "invisible"));
            rows.add(Arguments.of(field, "a\u061Cb", "invisible"));
            rows.add(Arguments.of(field, "a\u200Bb", "invisible"));
            rows.add(Arguments.of(field, "\u3164", "invisible"));
            rows.add(Arguments.of(field, "a\uDB40\uDC41b", "invisible"));
            rows.add(Arguments.of(field, "x".repeat(1_000_000), "too-long"));
            rows.add(Arguments.of(field, "x" + " ".repeat(1_000_000), "too-long"));
        }
        for (String field : LINES) {
            rows.add(Arguments.of(field, "ana@a.example\r\nBcc: b@b.example", "line-break"));
            rows.add(Arguments.of(field, "Ana\nLópez", "line-break"));
            rows.add(Arguments.of(field, "Ana\rLópez", "line-break"));
            rows.add(Arguments.of(field, "Ana\u2028López", "line-break"));
            rows.add(Arguments.of(field, "Ana\u0085López", "line-break"));
            rows.add(Arguments.of(field, "Ana López\r\n", "line-break"));
            rows.add(Arguments.of(field, "a\tb", "unreadable"));
            rows.add(Arguments.of(field, "a\u200Db", "invisible"));
            rows.add(Arguments.of(field, "\uFEFFana", "invisible"));
            rows.add(Arguments.of(field, "a\u00ADb", "invisible"));
        }
        for (String text : List.of(
                "ana",
                "@",
                "a@b",
                "Ana <ana@a.example>",
                "a@b.example,c@d.example",
                "añ@b.example",
                "=?utf-8?q?a?=@b.example",
                "<script>alert(1)</script>",
                "{{x}}",
                "ana@{{x}}.example")) {
            rows.add(Arguments.of("correo", text, "wrong-form.email"));
        }
        for (String text : List.of(
                "abc",
                "123456",
                "1234567890123456",
                "+",
                "++5022222222",
                "2222-0000 ext. 5",
                "\u0662\u0662\u0662\u0662\u0662\u0662\u0662\u0662",
                "${7*7}")) {
            rows.add(Arguments.of("movil", text, "wrong-form.phone"));
        }
        for (String text :
                List.of("abc", "123456789012345678901", "12,345", "'; DROP TABLE x", "\uFF11\uFF12\uFF13\uFF14")) {
            rows.add(Arguments.of("numero", text, "wrong-form.document"));
        }
        for (String text : List.of("123", "...", "${7*7}", "—", "😀")) {
            rows.add(Arguments.of("quien", text, "wrong-form.name"));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "[{index}] {0} is {2}")
    @MethodSource("badInput")
    void each_gets_its_own_message_at_its_own_field(String field, String typed, String code) {
        List<CaseFlaw> flaws = flaws(with(field, typed));

        assertThat(flaws).extracting(CaseFlaw::field).containsExactly(field);
        CaseFlaw flaw = flaws.get(0);
        assertThat(flaw.message().code()).isEqualTo("case.field." + code);
        assertThat(flaw.message().text()).contains('«' + label(field) + '»').doesNotContain("{");
        if (typed.length() > 3) {
            assertThat(flaw.message().text()).doesNotContain(typed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\r\n", "\u00A0", "\u3000 \u2007"})
    void an_empty_field_is_told_where_it_is_required_and_left_out_where_not(String empty) {
        for (String field : TYPED) {
            CaseForm.Judgement judgement = form.check(form.version(), with(field, empty), SPANISH);
            if (List.of("quien", "movil").contains(field)) {
                assertThat(((CaseForm.Clean) judgement).fields())
                        .extracting(CaseField::name)
                        .doesNotContain(field);
            } else {
                assertThat(((CaseForm.Flawed) judgement).flaws())
                        .extracting(flaw -> flaw.field() + ' ' + flaw.message().code())
                        .containsExactly(field + " case.field.required");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<b>Ana</b> & \"Cía\"",
                "{{x}}",
                "{{{x}}}",
                "${7*7} #{7*7} %n $0 \\1",
                "'; DROP TABLE casos; --",
                "=HYPERLINK(\"http://a.example\")",
                "¿Qué pasó? Ñandú, pingüino – 100 %",
                "Ж日本語 עברית العربية",
                "😀 ❤️ 👍🏽",
                "Caso\n\n\tcon sangría",
            })
    void markup_and_templates_are_ordinary_text_and_are_kept_as_typed(String text) {
        assertThat(value("detalle", text)).isEqualTo(text);
    }

    @Test
    void a_name_may_be_written_in_any_way_that_has_a_letter() {
        for (String name : List.of("Ana", "O'Brien-Núñez, Jr.", "Ж", "李", "<b>Ana</b>", "{{ana}}", "R2-D2")) {
            assertThat(value("quien", name)).isEqualTo(name);
        }
    }

    @Test
    void a_phone_is_kept_as_people_write_it() {
        for (String phone : List.of("2240-1470", "+504 2240 1470", "(601) 745-8788", "0050422401470")) {
            assertThat(value("movil", phone)).isEqualTo(phone);
        }
    }

    @Test
    void a_document_is_kept_as_people_write_it() {
        for (String number : List.of("0801-1990-12345", "1.020.304.050", "AB 123456", "1234")) {
            assertThat(value("numero", number)).isEqualTo(number);
        }
    }

    @Test
    void line_breaks_of_a_paragraph_become_line_feeds_and_its_edges_go() {
        assertThat(value("detalle", "\r\n uno\r\ndos\rtres\ncuatro\u2028cinco\r\n\r\n"))
                .isEqualTo("uno\ndos\ntres\ncuatro\ncinco");
        assertThat(value("quien", "  Ana \u00A0")).isEqualTo("Ana");
    }

    @Test
    void what_pasting_leaves_unseen_in_a_paragraph_is_no_reason_to_type_it_again() {
        assertThat(value("detalle", "\uFEFFre\u00ADcu\u00ADperar")).isEqualTo("recuperar");
        assertThat(value("detalle", "👩\u200D👧 می\u200Cخواهم")).isEqualTo("👩\u200D👧 می\u200Cخواهم");
    }

    @Test
    void text_is_composed() {
        assertThat(value("quien", "Jose\u0301 N\u0303a")).isEqualTo("José Ña");
    }

    @Test
    void as_much_is_taken_as_the_form_says_and_no_more() {
        assertThat(value("quien", "ñ".repeat(60))).hasSize(60);
        assertThat(value("quien", " " + "ñ".repeat(60) + " ")).hasSize(60);
        assertThat(flaws(with("quien", "ñ".repeat(61)))).singleElement().satisfies(flaw -> {
            assertThat(flaw.message().code()).isEqualTo("case.field.too-long");
            assertThat(flaw.message().text())
                    .isEqualTo("Lo que escribió en «Su nombre» es demasiado largo: puede tener como máximo 60"
                            + " caracteres.");
        });
        assertThat(value("detalle", "a\r\n".repeat(249) + "ab"))
                .as("a line break is one character, as browsers count")
                .hasSize(500);
        assertThat(flaws(with("detalle", "a\r\n".repeat(250) + "b")))
                .extracting(flaw -> flaw.message().code())
                .containsExactly("case.field.too-long");
        assertThat(flaws(with("quien", "\u0958".repeat(31))))
                .as("that composing makes longer")
                .extracting(flaw -> flaw.message().code())
                .containsExactly("case.field.too-long");
    }

    @Test
    void what_would_keep_the_normaliser_busy_is_refused_at_once() {
        String marks = "\u0301\u0327".repeat(500_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(flaws(with("detalle", marks))).hasSize(1));
    }

    /** Everything that is needed, so that only this field can be wrong. */
    private static Map<String, String> with(String field, String typed) {
        Map<String, String> values = TestForms.filledIn();
        values.put("tipo", "falla");
        values.put("papel", "dpi");
        values.put("numero", "2450 12345 0101");
        values.put("urgente", "si");
        values.put("plazo", "mañana");
        values.put(field, typed);
        return values;
    }

    private String value(String field, String typed) {
        CaseForm.Judgement judgement = form.check(form.version(), with(field, typed), SPANISH);
        assertThat(judgement).isInstanceOf(CaseForm.Clean.class);
        CaseField kept = ((CaseForm.Clean) judgement)
                .fields().stream()
                        .filter(each -> each.name().equals(field))
                        .findFirst()
                        .orElseThrow();
        assertThat(kept.text()).isEqualTo(kept.value());
        return kept.value();
    }

    private List<CaseFlaw> flaws(Map<String, String> values) {
        CaseForm.Judgement judgement = form.check(form.version(), values, SPANISH);
        assertThat(judgement).isInstanceOf(CaseForm.Flawed.class);
        return ((CaseForm.Flawed) judgement).flaws();
    }

    private static String label(String field) {
        return TestForms.THIRD_PORTAL.formTexts(SPANISH).get(field);
    }
}
