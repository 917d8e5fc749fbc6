package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasswordRulesTest {

    private static final PasswordRules RULES = PasswordRules.standard(15, 128);
    private static final List<String> CONTEXT = List.of("HonduCompras", "Oficina Normativa");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaa bbbb cccc dddd",
                "tres tristes tigres",
                "todo en minusculas",
                "una contraseña segura",
                "839201746550182",
                "Καλημέρα κόσμε σήμερα",
                "съешь ещё этих булок",
                "\ud83d\udd11\ud83d\udeaa\ud83c\udfe0\ud83c\udf33\ud83d\ude97\ud83d\udc36\u2600\ud83c\udf27\ud83c\udf1e"
                        + "\ud83c\udf5e\ud83e\udd50\ud83e\uddc0\ud83c\udf4e\ud83c\udf47\ud83c\udf49",
                "maria.lopez tiene un gato",
                "honducompras y yo",
                "password es una palabra"
            })
    void Long_passwords_of_any_make_are_accepted_as_they_are(String password) {
        assertThat(judge(password)).isEqualTo(new Judgement.Accepted(Secret.of(password)));
    }

    @Test
    void Spaces_at_the_ends_count_and_stay() {
        assertThat(judge(" trece letras ")).isEqualTo(refused(tooShort(15, 14)));
        assertThat(judge("  trece letras ")).isEqualTo(new Judgement.Accepted(Secret.of("  trece letras ")));
    }

    @Test
    void An_accepted_password_comes_back_in_NFC() {
        assertThat(judge("canción de mayo\u0301")).isEqualTo(new Judgement.Accepted(Secret.of("canción de may\u00f3")));
    }

    @Test
    void A_confirmation_typed_in_another_form_is_the_same() {
        String composed = "pingüinos en el jardín";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(judge(composed, decomposed)).isEqualTo(judge(decomposed, composed));
        assertThat(judge(composed, decomposed)).isInstanceOf(Judgement.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tres tristes tigreS", "tres tristes tigres ", "tres tristes\u0000tigres", "tres\ud800"})
    void Any_other_confirmation_is_a_mismatch(String confirmation) {
        assertThat(judge("tres tristes tigres", confirmation)).isEqualTo(refused(PasswordFlaw.of("password.mismatch")));
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void A_huge_confirmation_is_a_mismatch_without_being_normalised() {
        assertThat(judge("tres tristes tigres", "\u0301\u0327".repeat(5_000_000)))
                .isEqualTo(refused(PasswordFlaw.of("password.mismatch")));
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void A_huge_password_is_too_long_without_being_normalised() {
        assertThat(judge("\u0301\u0327".repeat(5_000_000))).isEqualTo(refused(tooLong(128)));
        assertThat(judge(" ".repeat(10_000_000))).isEqualTo(refused(tooLong(128)));
        assertThat(judge("\u0000".repeat(10_000_000))).isEqualTo(refused(tooLong(128)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "                  ", "\u00a0\u2003\u3000", "\u200b\u200d\u2060\ufeff"})
    void Nothing_and_nothing_that_shows_are_empty(String password) {
        assertThat(judge(password, "other")).isEqualTo(refused(PasswordFlaw.of("password.empty")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxxxxxxxxxxxxx\ud800", "tres\u0000tristes tigres", "tres\ttristes tigres", "\ud800", "\n"})
    void Unreadable_text_is_told_alone(String password) {
        assertThat(judge(password, "other")).isEqualTo(refused(PasswordFlaw.of("password.unreadable")));
    }

    @Test
    void The_minimum_counts_code_points() {
        String fourteen = "\ud83d\udd11x\ud83d\udd11y\ud83d\udd11z\ud83d\udd11u\ud83d\udd11v\ud83d\udd11w\ud83d\udd11t";
        assertThat(judge(fourteen)).isEqualTo(refused(tooShort(15, 14)));
        assertThat(judge(fourteen + "\ud83d\udeaa")).isInstanceOf(Judgement.Accepted.class);
    }

    @Test
    void The_minimum_counts_after_composing() {
        assertThat(judge("tres gatos mio\u0301")).isEqualTo(refused(tooShort(15, 14)));
    }

    @Test
    void The_length_told_is_that_of_the_composed_text_for_any_text() {
        Random random = new Random(15);
        PasswordRules strict = PasswordRules.standard(64, 64);
        for (int i = 0; i < 2_000; i++) {
            String typed = "x" + TypedText.random(random, random.nextInt(20));
            String normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
            Judgement judgement = strict.judge(Secret.of(typed), Secret.of(typed), "", List.of());
            assertThat(((Judgement.Refused) judgement).flaws())
                    .contains(tooShort(64, (int) normal.codePoints().count()));
        }
    }

    @Test
    void The_maximum_counts_code_points_and_nothing_is_cut() {
        String longest = "tres tristes tigres ".repeat(7).substring(0, 127) + "\ud83d\udd11";
        assertThat(judge(longest)).isEqualTo(new Judgement.Accepted(Secret.of(longest)));
        assertThat(judge(longest + "x")).isEqualTo(refused(tooLong(128)));
        assertThat(judge(longest + "x", longest))
                .isEqualTo(refused(PasswordFlaw.of("password.mismatch"), tooLong(128)));
    }

    @Test
    void The_highest_maximum_has_room_for_decomposed_text() {
        // U+1F82, four characters when taken apart.
        String longest = "x\u1f82".repeat(128);
        String typed = Normalizer.normalize(longest, Normalizer.Form.NFD);
        assertThat(PasswordRules.standard(15, 256).judge(Secret.of(typed), Secret.of(typed), "", List.of()))
                .isEqualTo(refused(PasswordFlaw.of("password.pattern")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "francisco.morazan",
                "Francisco.Morazan",
                "FRANCISCO-MORAZAN",
                "francisco morazán",
                "  francisco__morazan  ",
                "nazarom.ocsicnarf",
                "nazaromocsicnarf",
                "f-r-a-n-c-i-s-c-o-m-o-r-a-z-a-n",
                "francisco.morazan1",
                "¡¡2026 francisco.morazan 2026!!",
                "francisco.morazan francisco.morazan",
                "ｆｒａｎｃｉｓｃｏ．ｍｏｒａｚａｎ"
            })
    void The_username_in_any_dress_is_refused(String password) {
        assertThat(codes(RULES.judge(Secret.of(password), Secret.of(password), "francisco.morazan", List.of())))
                .contains("password.same-as-username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"francisco.morazanx", "xfrancisco.morazan", "no soy francisco.morazan", "morazan.francisco"})
    void The_username_within_a_password_is_none_of_its_business(String password) {
        assertThat(codes(RULES.judge(Secret.of(password), Secret.of(password), "francisco.morazan", List.of())))
                .doesNotContain("password.same-as-username");
    }

    @Test
    void No_username_and_one_without_letters_forbid_only_themselves() {
        assertThat(judge("tres tristes tigres", "tres tristes tigres", "")).isInstanceOf(Judgement.Accepted.class);
        assertThat(judge("¡!¿?·¡!¿?·$%&/()", "¡!¿?·¡!¿?·$%&/()", "---")).isInstanceOf(Judgement.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "oficina normativa, true",
        "OficinaNormativa, true",
        "avitamron_anicifo, true",
        "2026 oficina normativa!!, true",
        "normativa normativa, true",
        "Lopez-2026-2026!, true",
        "maria.lopez@correo.example, true",
        "maria.lopez.2026, false",
        "correo.example 2026, true",
        "correocorreocorreo, true",
        "ana 839201746550182, false",
        "0801-1990-12345, true",
        "0801199012345080, true",
        "080119901234599, false",
        "la oficina normativa, false",
        "oficina y normativa, false",
        "lopez maria y correo, false"
    })
    void A_name_of_the_context_is_refused_as_a_whole(String password, boolean refused) {
        List<String> context = List.of(
                "HonduCompras", "Oficina Normativa", "Ana López", "maria.lopez@correo.example", "0801199012345");
        Judgement judgement = RULES.judge(Secret.of(password), Secret.of(password), "maria.lopez", context);
        assertThat(codes(judgement).contains("password.same-as-context")).isEqualTo(refused);
    }

    @Test
    void A_name_that_is_the_username_too_is_told_once() {
        assertThat(codes(RULES.judge(
                        Secret.of("ana@institucion.example"),
                        Secret.of("ana@institucion.example"),
                        "ana@institucion.example",
                        List.of("ana@institucion.example"))))
                .containsExactly("password.same-as-username");
    }

    @Test
    void All_reasons_come_at_once_in_a_fixed_order() {
        PasswordRules rules = RULES.and(candidate -> List.of(PasswordFlaw.of("page.first")))
                .and(candidate -> List.of(PasswordFlaw.of("page.second")));
        assertThat(rules.judge(Secret.of("honduras"), Secret.of("Honduras"), "HONDURAS", List.of("hon-duras")))
                .isEqualTo(refused(
                        PasswordFlaw.of("password.mismatch"),
                        tooShort(15, 8),
                        PasswordFlaw.of("password.same-as-username"),
                        PasswordFlaw.of("password.common"),
                        PasswordFlaw.of("page.first"),
                        PasswordFlaw.of("page.second")));
    }

    @Test
    void A_costly_rule_is_asked_only_when_nothing_else_is_wrong() {
        AtomicInteger asked = new AtomicInteger();
        PasswordRules rules = RULES.and(new PasswordRule() {
                    @Override
                    public List<PasswordFlaw> judge(Candidate candidate) {
                        asked.incrementAndGet();
                        return List.of(PasswordFlaw.of("page.costly"));
                    }

                    @Override
                    public boolean isCostly() {
                        return true;
                    }
                })
                .and(candidate ->
                        candidate.password().contains("gato") ? List.of(PasswordFlaw.of("page.gato")) : List.of());

        assertThat(codes(rules.judge(Secret.of("zapatos rojos"), Secret.of("zapatos rojos"), "", List.of())))
                .containsExactly("password.too-short");
        assertThat(codes(rules.judge(Secret.of("tres tristes gatos"), Secret.of("tres tristes gatos"), "", List.of())))
                .containsExactly("page.gato");
        assertThat(codes(rules.judge(Secret.of("tres tristes tigres"), Secret.of("tres"), "", List.of())))
                .containsExactly("password.mismatch");
        assertThat(asked).hasValue(0);
        assertThat(codes(
                        rules.judge(Secret.of("tres tristes tigres"), Secret.of("tres tristes tigres"), "", List.of())))
                .containsExactly("page.costly");
        assertThat(asked).hasValue(1);
    }

    @Test
    void One_other_last_character_hides_no_repetition() {
        assertThat(codes(RULES.judge(
                        Secret.of("passwordpassworz"), Secret.of("passwordpassworz"), "ana.perez", List.of())))
                .containsExactly("password.common");
        assertThat(codes(RULES.judge(
                        Secret.of("anaperezanaperezx"), Secret.of("anaperezanaperezx"), "ana.perez", List.of())))
                .containsExactly("password.same-as-username");
        assertThat(judge("tres gatos, tres gatas")).isInstanceOf(Judgement.Accepted.class);
    }

    @Test
    void Of_costly_rules_the_next_is_asked_only_when_the_one_before_is_content() {
        List<String> asked = new ArrayList<>();
        PasswordRules rules = RULES.and(costly("page.first", asked)).and(costly("page.second", asked));

        assertThat(codes(
                        rules.judge(Secret.of("tres tristes tigres"), Secret.of("tres tristes tigres"), "", List.of())))
                .containsExactly("page.first");
        assertThat(asked).containsExactly("page.first");
    }

    private static PasswordRule costly(String code, List<String> asked) {
        return new PasswordRule() {
            @Override
            public List<PasswordFlaw> judge(Candidate candidate) {
                asked.add(code);
                return List.of(PasswordFlaw.of(code));
            }

            @Override
            public boolean isCostly() {
                return true;
            }
        };
    }

    @Test
    void A_rule_that_is_added_sees_the_candidate_and_leaves_the_others_as_they_were() {
        PasswordRules more = RULES.and(candidate -> candidate.password().equals("tres tristes tígres")
                        && candidate.username().equals("ana")
                        && candidate.contextWords().equals(CONTEXT)
                ? List.of(new PasswordFlaw("page.seen", Map.of("by", "rule")))
                : List.of());
        Secret typed = Secret.of("tres tristes ti\u0301gres");
        assertThat(more.judge(typed, typed, "ana", CONTEXT))
                .isEqualTo(refused(new PasswordFlaw("page.seen", Map.of("by", "rule"))));
        assertThat(RULES.judge(typed, typed, "ana", CONTEXT)).isInstanceOf(Judgement.Accepted.class);
    }

    @Test
    void A_rule_is_not_asked_about_a_password_too_long() {
        PasswordRules rules = RULES.and(candidate -> {
            throw new AssertionError("asked");
        });
        assertThat(codes(rules.judge(Secret.of("x".repeat(129)), Secret.of(""), "", List.of())))
                .containsExactly("password.mismatch", "password.too-long");
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "65, 64", "15, 63", "15, 257", "-1, 128"})
    void Lengths_out_of_range_are_refused_when_the_rules_are_made(int minimum, int maximum) {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordRules.standard(minimum, maximum));
    }

    @Test
    void Nothing_prints_the_password() {
        Candidate candidate = Candidate.of("tres tristes tigres", "ana", List.of("portal"));
        assertThat(candidate).hasToString("Candidate[redacted]");
        assertThat(judge("tres tristes tigres").toString()).doesNotContain("tigres");
        assertThat(judge("tigres").toString()).doesNotContain("tigres");
    }

    private static Judgement judge(String password) {
        return judge(password, password);
    }

    private static Judgement judge(String password, String confirmation) {
        return judge(password, confirmation, "maria.lopez");
    }

    private static Judgement judge(String password, String confirmation, String username) {
        return RULES.judge(Secret.of(password), Secret.of(confirmation), username, CONTEXT);
    }

    private static List<String> codes(Judgement judgement) {
        return judgement instanceof Judgement.Refused refused
                ? refused.flaws().stream().map(PasswordFlaw::code).toList()
                : List.of();
    }

    private static Judgement refused(PasswordFlaw... flaws) {
        return new Judgement.Refused(List.of(flaws));
    }

    private static PasswordFlaw tooShort(int minimum, int length) {
        return new PasswordFlaw(
                "password.too-short", Map.of("minimum", String.valueOf(minimum), "length", String.valueOf(length)));
    }

    private static PasswordFlaw tooLong(int maximum) {
        return new PasswordFlaw("password.too-long", Map.of("maximum", String.valueOf(maximum)));
    }
}
