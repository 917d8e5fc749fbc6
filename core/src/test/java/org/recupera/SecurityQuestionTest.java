package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.spy;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.CLIENT;
import static org.recupera.TestPortal.NEW_PASSWORD;
import static org.recupera.TestPortal.OLD_PASSWORD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.password.Bcrypt;
import org.recupera.password.PresentPassword;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.HashedAnswer;
import org.recupera.port.Link;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.SecurityQuestions;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.EnrolmentOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.PasswordRecovery;
import org.recupera.recovery.QuestionOutcome;
import org.recupera.recovery.RequestOutcome;
import org.recupera.recovery.SecurityQuestion;

/** HonduCompras' security question: before the mail, or behind the link, and never in place of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecurityQuestionTest {

    private static final String SCHOOL = "first-school";
    private static final SecurityQuestion ANAS_QUESTION =
            new SecurityQuestion(SCHOOL, "¿Cuál fue el nombre de su primera escuela?");
    private static final Secret ANAS_ANSWER = Secret.of("Escuela República de Honduras");
    private static final Secret WRONG = Secret.of("Escuela Morazán");

    private final CountingHash hash = new CountingHash();
    private final InMemorySecurityQuestions store = InMemorySecurityQuestions.create();

    private static Profile asking(String mode, boolean skippable) {
        return asking(mode, skippable, List.of(SCHOOL, "first-work", "first-pet"));
    }

    private static Profile asking(String mode, boolean skippable, List<String> questions) {
        return Profiles.honducomprasWith(profile -> {
            ObjectNode asked = profile.putObject("securityQuestion");
            asked.put("mode", mode);
            if (skippable) {
                asked.put("skippable", true);
            }
            questions.forEach(asked.putArray("questions")::add);
            asked.putObject("tries").put("attempts", 5).put("window", "PT24H");
            asked.putObject("case")
                    .put("system", "HonduCompras 2.0")
                    .put("type", "Solicitud o duda")
                    .put("subject", "Recuperación de contraseña");
        });
    }

    private final TestPortal before = new TestPortal(asking("before-mail", true));
    private final TestPortal after = new TestPortal(asking("after-link", false));

    private Recupera built(TestPortal portal) {
        Recupera recupera = portal.builder().securityQuestions(store, hash).build();
        assertThat(recupera.questions().enrol(ANA, Map.of(SCHOOL, ANAS_ANSWER)))
                .isEqualTo(new EnrolmentOutcome.Enrolled());
        recupera.drain();
        portal.mailbox.take();
        portal.events.clear();
        hash.verified = 0;
        return recupera;
    }

    /** Behind the link, with the notice out of the mailbox. */
    private void enrol(Recupera recupera, AccountId account, Map<String, Secret> answers) {
        assertThat(recupera.questions().enrol(account, answers)).isEqualTo(new EnrolmentOutcome.Enrolled());
        recupera.drain();
        after.mailbox.take();
    }

    private static QuestionOutcome.Asked asked(PasswordRecovery passwords, String username) {
        return (QuestionOutcome.Asked) passwords.question(username, CLIENT);
    }

    @Test
    void the_right_answer_has_the_link_mailed() {
        Recupera recupera = built(before);
        assertThat(recupera.passwords().question("ana.perez", CLIENT))
                .isEqualTo(new QuestionOutcome.Asked(ANAS_QUESTION, true));

        assertThat(recupera.passwords().request("Ana.Perez", ANAS_ANSWER, CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);

        recupera.drain();
        assertThat(TestPortal.change(recupera.passwords(), TestPortal.tokenIn(before.onlyMail())))
                .isInstanceOf(ChangeOutcome.Changed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ESCUELA REPÚBLICA DE HONDURAS",
                "escuela republica de honduras",
                "  Escuela\u00a0República   de\tHonduras ",
                "EscuelaRepúblicadeHonduras",
                "Escuela Repu\u0301blica de Honduras",
            })
    void case_accents_and_spaces_do_not_matter(String answer) {
        assertThat(built(before).passwords().request("ana.perez", Secret.of(answer), CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Escuela República de Hondura",
                "Escuela República de Honduras.",
                "Escuela República-de-Honduras",
                "Ｅscuela República de Honduras",
                "Escuela República de Hondurаs",
                "first-school",
            })
    void all_else_does(String answer) {
        Recupera recupera = built(before);

        assertThat(recupera.passwords().request("ana.perez", Secret.of(answer), CLIENT))
                .asInstanceOf(type(RequestOutcome.AnswerRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.question()).isEqualTo(ANAS_QUESTION);
                    assertThat(refused.message().code()).isEqualTo("answer.wrong");
                    assertThat(refused.skippable()).isTrue();
                });
        recupera.drain();
        assertThat(before.mailbox.take()).isEmpty();
        assertThat(before.eventTypes()).containsExactly(Event.Type.ANSWER_WRONG);
    }

    @ParameterizedTest
    @CsvSource({"'', answer.empty", "'   ', answer.empty", "a\u0007b, answer.unreadable", "a\ud800b, answer.unreadable"
    })
    void what_is_no_answer_costs_no_try_and_no_hash(String answer, String code) {
        Recupera recupera = built(before);
        for (int i = 0; i < 10; i++) {
            assertThat(recupera.passwords().request("ana.perez", Secret.of(answer), CLIENT))
                    .asInstanceOf(type(RequestOutcome.AnswerRefused.class))
                    .satisfies(refused -> assertThat(refused.message().code()).isEqualTo(code));
        }
        assertThat(hash.verified).isZero();
        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", " ", "\u0000"})
    void a_very_long_answer_is_refused_before_anything_is_done_with_it(String letter) {
        assertThat(built(before).passwords().request("ana.perez", Secret.of(letter.repeat(10_000_000)), CLIENT))
                .asInstanceOf(type(RequestOutcome.AnswerRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.message().code()).isEqualTo("answer.too-long");
                    assertThat(refused.message().text()).contains("200");
                });
        assertThat(hash.verified).isZero();
    }

    @Test
    void a_name_that_cannot_be_one_is_told_so_before_any_question() {
        PasswordRecovery passwords = built(before).passwords();

        assertThat(passwords.question(" ", CLIENT))
                .isInstanceOfSatisfying(
                        QuestionOutcome.Malformed.class,
                        malformed -> assertThat(malformed.message().code()).isEqualTo("identifier.empty"));
        assertThat(passwords.request(" ", ANAS_ANSWER, CLIENT))
                .isInstanceOfSatisfying(
                        RequestOutcome.Malformed.class,
                        malformed -> assertThat(malformed.message().code()).isEqualTo("identifier.empty"));
    }

    @Test
    void who_asks_for_questions_too_often_waits_with_questions_and_with_answers() {
        PasswordRecovery passwords = built(before).passwords();
        int attempts = before.profile.limits().client().attempts();
        for (int i = 0; i < attempts; i++) {
            assertThat(passwords.question("nadie" + i, CLIENT)).isInstanceOf(QuestionOutcome.Asked.class);
        }

        assertThat(passwords.question("ana.perez", CLIENT)).isInstanceOf(Limited.class);
        assertThat(passwords.request("ana.perez", ANAS_ANSWER, CLIENT)).isInstanceOf(Limited.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_several_questions_one_is_asked_and_its_own_answer_is_right(boolean schoolFirst) {
        Recupera recupera = built(before);
        Map<String, Secret> both = new LinkedHashMap<>();
        if (schoolFirst) {
            both.put(SCHOOL, ANAS_ANSWER);
        }
        both.put("first-pet", Secret.of("Canario"));
        both.put(SCHOOL, ANAS_ANSWER);
        recupera.questions().enrol(ANA, both);

        String asked = asked(recupera.passwords(), "ana.perez").question().id();
        String other = asked.equals(SCHOOL) ? "first-pet" : SCHOOL;

        assertThat(recupera.passwords().request("ana.perez", both.get(other), CLIENT))
                .isInstanceOf(RequestOutcome.AnswerRefused.class);
        assertThat(recupera.passwords().request("ana.perez", both.get(asked), CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void who_skips_the_question_gets_the_mail_all_the_same() {
        Recupera recupera = built(before);

        before.request(recupera, "ana.perez");

        assertThat(before.mailbox.take()).hasSize(1);
    }

    @Test
    void a_question_that_may_not_be_skipped_leads_to_a_case() {
        TestPortal strict = new TestPortal(asking("before-mail", false));
        Recupera recupera = built(strict);

        assertThat(strict.request(recupera, "ana.perez"))
                .asInstanceOf(type(RequestOutcome.AnswerRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.message().code()).isEqualTo("answer.empty");
                    assertThat(refused.skippable()).isFalse();
                });
        for (String username : List.of("ana.perez", "nadie")) {
            for (int i = 0; i < 5; i++) {
                assertThat(recupera.passwords().request(username, WRONG, CLIENT))
                        .isInstanceOf(RequestOutcome.AnswerRefused.class);
            }
            assertThat(recupera.passwords().request(username, ANAS_ANSWER, CLIENT))
                    .asInstanceOf(type(RequestOutcome.AnswersSpent.class))
                    .satisfies(spent -> {
                        assertThat(spent.skippable()).isFalse();
                        assertThat(spent.draft())
                                .isEqualTo(new TicketDraft(
                                        "HonduCompras 2.0",
                                        "Solicitud o duda",
                                        "Recuperación de contraseña",
                                        "answer.spent"));
                    });
        }
        recupera.drain();
        assertThat(strict.mailbox.take()).isEmpty();
    }

    @Test
    void the_tries_are_shared_by_all_ways_to_write_a_name_and_by_all_clients_and_come_back() {
        Recupera recupera = built(before);
        List<String> ways = List.of("ana.perez", "ANA.PEREZ", " Ana.Perez ", "ａna.perez", "ana.Perez");
        for (int i = 0; i < 5; i++) {
            recupera.passwords().request(ways.get(i), WRONG, ClientAddress.of("192.0.2." + i));
        }

        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, ClientAddress.of("192.0.2.50")))
                .isInstanceOf(RequestOutcome.AnswersSpent.class);
        before.pass(Duration.ofHours(24).dividedBy(5));
        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void a_right_answer_spends_no_try_and_gives_none_of_the_others_back() {
        Recupera recupera = built(before);
        ClientAddress owner = ClientAddress.of("192.0.2.50");
        for (int i = 0; i < 4; i++) {
            recupera.passwords().request("ana.perez", WRONG, CLIENT);
        }
        for (int i = 0; i < 7; i++) {
            assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, owner))
                    .isInstanceOf(RequestOutcome.Accepted.class);
        }

        assertThat(recupera.passwords().request("ana.perez", WRONG, CLIENT))
                .isInstanceOf(RequestOutcome.AnswerRefused.class);
        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, owner))
                .isInstanceOf(RequestOutcome.AnswersSpent.class);
    }

    @Test
    void of_sixteen_guesses_at_once_five_are_looked_at() throws Exception {
        Recupera recupera = built(before);
        for (String username : List.of("ana.perez", "nadie")) {
            List<Callable<Boolean>> guesses = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> recupera.passwords()
                                    .request(username, Secret.of("Escuela " + i), ClientAddress.of("192.0.2." + i))
                            instanceof RequestOutcome.AnswerRefused)
                    .toList();
            ExecutorService sixteen = Executors.newFixedThreadPool(16);
            int looked = 0;
            for (Future<Boolean> guess : sixteen.invokeAll(guesses)) {
                looked += guess.get() ? 1 : 0;
            }
            sixteen.shutdown();

            assertThat(looked).as(username).isEqualTo(5);
        }
    }

    @Test
    void an_answer_that_there_was_no_memory_to_look_at_spends_no_try() {
        Recupera recupera = built(before);
        for (String username : List.of("ana.perez", "nadie")) {
            hash.full = true;
            for (int i = 0; i < 8; i++) {
                assertThat(recupera.passwords().request(username, WRONG, CLIENT))
                        .as(username)
                        .isInstanceOf(Limited.class);
            }
            hash.full = false;
            assertThat(recupera.passwords().request(username, WRONG, CLIENT))
                    .as(username)
                    .isInstanceOf(RequestOutcome.AnswerRefused.class);
        }
    }

    @Test
    void a_first_question_for_whose_decoys_there_is_no_memory_asks_to_wait() {
        Recupera recupera = built(before);
        hash.full = true;
        for (String username : List.of("ana.perez", "nadie")) {
            assertThat(recupera.passwords().question(username, CLIENT)).isInstanceOf(Limited.class);
            assertThat(recupera.passwords().request(username, WRONG, CLIENT)).isInstanceOf(Limited.class);
        }

        hash.full = false;
        assertThat(asked(recupera.passwords(), "nadie")).isNotNull();
    }

    @Test
    void a_right_answer_is_hashed_anew_once_hashes_cost_more() {
        Recupera recupera = built(before);
        hash.cost = 2;
        recupera.passwords().request("ana.perez", WRONG, CLIENT);
        assertThat(store.of(before.id, ANA)).extracting(HashedAnswer::hash).allMatch(kept -> kept.startsWith("test1:"));

        for (int i = 0; i < 2; i++) {
            assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, CLIENT))
                    .isInstanceOf(RequestOutcome.Accepted.class);
            assertThat(store.of(before.id, ANA))
                    .extracting(HashedAnswer::hash)
                    .allMatch(kept -> kept.startsWith("test2:"));
        }
    }

    @Test
    void a_right_answer_is_right_though_it_cannot_be_hashed_anew() {
        Recupera recupera = built(before);
        asked(recupera.passwords(), "ana.perez");
        hash.cost = 2;
        hash.fullForNew = true;

        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(store.of(before.id, ANA)).extracting(HashedAnswer::hash).allMatch(kept -> kept.startsWith("test1:"));
    }

    @Test
    void a_name_without_an_account_or_an_answer_is_treated_like_any_other() {
        before.accounts.add(
                before.id,
                Account.named(new AccountId("2"), "sin-pregunta")
                        .email("s@empresa.example")
                        .build(),
                OLD_PASSWORD);
        before.accounts.add(
                before.id,
                Account.named(new AccountId("3"), "deshabilitada")
                        .enabled(false)
                        .build(),
                OLD_PASSWORD);
        Recupera recupera = built(before);
        for (String username : List.of("ana.perez", "nadie", "sin-pregunta", "deshabilitada")) {
            hash.verified = 0;
            SecurityQuestion question = asked(recupera.passwords(), username).question();
            List<String> said = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ClientAddress client = ClientAddress.of("192.0.2." + i);
                RequestOutcome outcome = recupera.passwords().request(username, WRONG, client);
                said.add(
                        outcome instanceof RequestOutcome.AnswerRefused refused
                                ? refused.message().code() + refused.question().equals(question)
                                : outcome.getClass().getSimpleName());
            }

            assertThat(said)
                    .as(username)
                    .containsExactly(
                            "answer.wrongtrue",
                            "answer.wrongtrue",
                            "answer.wrongtrue",
                            "answer.wrongtrue",
                            "answer.wrongtrue",
                            "AnswersSpent");
            assertThat(hash.verified).as(username).isEqualTo(5);
        }
    }

    @Test
    void a_decoy_is_the_same_each_time_on_each_node_and_spread_over_the_catalogue() {
        Recupera one = built(before);
        Recupera other = before.builder().securityQuestions(store, hash).build();
        List<String> nobodies =
                IntStream.range(0, 50).mapToObj(i -> "nadie" + i).toList();
        Map<String, SecurityQuestion> first = new LinkedHashMap<>();
        nobodies.forEach(nobody -> {
            first.put(nobody, asked(one.passwords(), nobody).question());
            before.pass(Duration.ofMinutes(1));
        });

        nobodies.forEach(nobody -> {
            assertThat(asked(other.passwords(), nobody.toUpperCase(Locale.ROOT)).question())
                    .isEqualTo(first.get(nobody));
            before.pass(Duration.ofMinutes(1));
        });
        assertThat(first.values().stream().map(SecurityQuestion::id).distinct())
                .containsExactlyInAnyOrder(SCHOOL, "first-work", "first-pet");
    }

    @Test
    void an_edit_of_the_catalogue_moves_no_more_decoys_than_it_has_to() {
        List<String> nobodies =
                IntStream.range(0, 600).mapToObj(i -> "nadie" + i).toList();
        List<String> five = List.of(SCHOOL, "first-work", "birth-town", "childhood-friend", "first-pet");
        List<String> reordered = List.of("first-pet", "childhood-friend", SCHOOL, "birth-town", "first-work");
        List<String> four = five.subList(0, 4);
        Map<String, String> first = questionsOf(five, nobodies);

        assertThat(questionsOf(reordered, nobodies)).isEqualTo(first);
        assertThat(questionsOf(four, nobodies))
                .allSatisfy((nobody, question) ->
                        assertThat(first.get(nobody)).as(nobody).isIn(question, "first-pet"));
    }

    private Map<String, String> questionsOf(List<String> catalogue, List<String> names) {
        TestPortal portal = new TestPortal(asking("before-mail", true, catalogue));
        Recupera recupera = portal.builder()
                .withoutRequestLimits()
                .securityQuestions(store, hash)
                .build();
        Map<String, String> questions = new LinkedHashMap<>();
        names.forEach(name ->
                questions.put(name, asked(recupera.passwords(), name).question().id()));
        return questions;
    }

    @Test
    void enrolling_the_question_of_a_decoy_changes_no_question() {
        Recupera recupera = before.builder().securityQuestions(store, hash).build();
        SecurityQuestion decoy = asked(recupera.passwords(), "ana.perez").question();
        recupera.questions()
                .enrol(
                        ANA,
                        Map.of(
                                SCHOOL,
                                ANAS_ANSWER,
                                "first-work",
                                Secret.of("Correo Nacional"),
                                "first-pet",
                                Secret.of("Canario")));

        assertThat(asked(recupera.passwords(), "ana.perez").question()).isEqualTo(decoy);
    }

    @Test
    void no_answer_to_a_decoy_is_right() {
        Recupera recupera = built(before);
        hash.allRight = true;

        assertThat(recupera.passwords().request("nadie", ANAS_ANSWER, CLIENT))
                .isInstanceOf(RequestOutcome.AnswerRefused.class);
    }

    @Test
    void a_portal_that_asks_nothing_before_the_mail_says_so() {
        assertThatThrownBy(() -> built(after).passwords().question("ana.perez", CLIENT))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> built(after).passwords().request("ana.perez", ANAS_ANSWER, CLIENT))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TestPortal(Profiles.named("secop-ii"))
                        .builder()
                        .build()
                        .questions())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> before.builderWithoutQuestions().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("securityQuestions(SecurityQuestions, PasswordHash)");
    }

    @Test
    void behind_the_link_the_question_is_asked_together_with_the_new_password() {
        Recupera recupera = built(after);
        Secret token = after.linkFor(recupera);

        assertThat(((OpenOutcome.Open) recupera.passwords().open(token)).question())
                .isEqualTo(ANAS_QUESTION);
        assertThat(TestPortal.change(recupera.passwords(), token))
                .asInstanceOf(type(ChangeOutcome.AnswerRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.question()).isEqualTo(ANAS_QUESTION);
                    assertThat(refused.message().code()).isEqualTo("answer.empty");
                });
        assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, WRONG, CLIENT))
                .isInstanceOf(ChangeOutcome.AnswerRefused.class);
        assertThat(after.signsIn(OLD_PASSWORD)).isTrue();
        assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                .isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(after.signsIn(NEW_PASSWORD)).isTrue();
    }

    @Test
    void behind_the_link_a_refused_password_costs_no_try() {
        Recupera recupera = built(after);
        Secret token = after.linkFor(recupera);
        for (int i = 0; i < 20; i++) {
            assertThat(recupera.passwords().change(token, Secret.of("corta"), Secret.of("corta"), WRONG, CLIENT))
                    .isInstanceOf(ChangeOutcome.PasswordRefused.class);
        }

        assertThat(hash.verified).isZero();
        assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                .isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void behind_the_link_the_present_password_is_told_to_nobody_who_cannot_answer() {
        List<String> guessed = new ArrayList<>();
        Recupera recupera = after.builder()
                .securityQuestions(store, hash)
                .passwordRule(PresentPassword.verifiedBy((username, password) -> {
                    guessed.add(password.reveal());
                    return true;
                }))
                .build();
        enrol(recupera, ANA, Map.of(SCHOOL, ANAS_ANSWER));
        Secret token = after.linkFor(recupera);

        for (Secret answer : List.of(WRONG, Secret.of(""))) {
            assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, answer, CLIENT))
                    .isInstanceOf(ChangeOutcome.AnswerRefused.class);
        }
        assertThat(guessed).isEmpty();
        for (int i = 0; i < 6; i++) {
            assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                    .isInstanceOf(ChangeOutcome.PasswordRefused.class);
        }
    }

    @Test
    void five_wrong_answers_end_the_link_with_that_reason() {
        Recupera recupera = built(after);
        Secret token = after.linkFor(recupera);
        for (int i = 0; i < 5; i++) {
            assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, WRONG, CLIENT))
                    .isInstanceOf(ChangeOutcome.AnswerRefused.class);
        }

        for (Object outcome : List.of(
                recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT),
                recupera.passwords().open(token),
                recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))) {
            assertThat(outcome)
                    .asInstanceOf(type(LinkRefused.class))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(LinkRefusal.ANSWERS_SPENT));
        }
        assertThat(after.signsIn(OLD_PASSWORD)).isTrue();
        after.pass(Duration.ofMinutes(11));
        Secret next = after.linkFor(recupera);
        assertThat(recupera.passwords().change(next, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                .as("a new link gives no new tries")
                .isInstanceOf(LinkRefused.class);
    }

    @Test
    void behind_the_link_each_wrong_answer_is_told_to_listeners() {
        Recupera recupera = built(after);
        Secret token = after.linkFor(recupera);
        after.events.clear();

        recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, WRONG, CLIENT);

        assertThat(after.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(Event.Type.ANSWER_WRONG);
            assertThat(event.account()).contains(ANA);
        });
    }

    @Test
    void behind_the_link_a_mail_that_is_accepted_meanwhile_revives_no_link_whose_tries_are_spent() {
        InMemoryTokenStore tokens = spy(after.tokens);
        Recupera recupera =
                after.builder().tokens(tokens).securityQuestions(store, hash).build();
        enrol(recupera, ANA, Map.of(SCHOOL, ANAS_ANSWER));
        Secret token = after.linkFor(recupera);
        for (int i = 0; i < 5; i++) {
            recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, WRONG, CLIENT);
        }
        doAnswer(call -> {
                    Link live = after.openLinks().get(0);
                    after.tokens.move(live, live.mailed(after.clock.instant()));
                    return call.callRealMethod();
                })
                .doCallRealMethod()
                .when(tokens)
                .move(any(), any());

        recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT);

        assertThat(after.openLinks()).isEmpty();
        assertThat(recupera.passwords().open(token))
                .asInstanceOf(type(LinkRefused.class))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(LinkRefusal.ANSWERS_SPENT));
    }

    @Test
    void an_account_without_an_answer_is_asked_nothing_behind_the_link() {
        Recupera recupera = built(after);
        enrol(recupera, ANA, Map.of());
        Secret token = after.linkFor(recupera);

        assertThat(((OpenOutcome.Open) recupera.passwords().open(token)).question())
                .isNull();
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void behind_the_link_who_answered_a_question_that_is_asked_no_more_is_led_to_a_case() {
        Recupera recupera = built(after);
        Secret token = after.linkFor(recupera);
        Recupera later = new TestPortal(asking("after-link", false, List.of("first-work")))
                .builder()
                .users(after.accounts)
                .passwords(after.accounts)
                .tokens(after.tokens)
                .queue(after.queue)
                .clock(after.clock)
                .listener(after.events::add)
                .securityQuestions(store, hash)
                .build();

        for (Object outcome : List.of(
                later.passwords().open(token),
                later.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT),
                TestPortal.change(later.passwords(), token))) {
            assertThat(outcome).asInstanceOf(type(LinkRefused.class)).satisfies(refused -> {
                assertThat(refused.reason().code()).isEqualTo("link.question-gone");
                assertThat(refused.message().text()).contains("caso");
            });
        }
        assertThat(after.signsIn(OLD_PASSWORD)).isTrue();
        assertThat(after.events)
                .last()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "link.question-gone"));
        assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                .as("the question is asked again, and the link is still good")
                .isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void behind_the_link_an_account_with_a_name_that_nobody_can_type_is_asked_too() {
        AccountId odd = new AccountId("99");
        after.accounts.add(
                after.id,
                Account.named(odd, "viejo\u200bnombre")
                        .email("viejo@empresa.example")
                        .build(),
                OLD_PASSWORD);
        Recupera recupera = built(after);
        enrol(recupera, odd, Map.of(SCHOOL, ANAS_ANSWER));
        recupera.passwords().startReset(odd, ANA);
        recupera.drain();
        Secret token = TestPortal.tokenIn(after.onlyMail());

        for (int i = 0; i < 5; i++) {
            assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, WRONG, CLIENT))
                    .isInstanceOf(ChangeOutcome.AnswerRefused.class);
        }
        assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                .asInstanceOf(type(LinkRefused.class))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(LinkRefusal.ANSWERS_SPENT));
    }

    @Test
    void behind_the_link_no_service_of_leaked_passwords_is_asked_before_the_answer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/range/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String service = "http://127.0.0.1:" + server.getAddress().getPort() + "/range/";
            TestPortal portal = new TestPortal(Profiles.honducomprasWith(profile -> {
                ((ObjectNode) profile.get("securityQuestion"))
                        .put("mode", "after-link")
                        .remove("skippable");
                profile.withObject("/password/breached")
                        .put("service", service)
                        .put("timeLimit", "PT10S")
                        .put("whenUnknown", "accept");
            }));
            Recupera recupera = built(portal);
            Secret token = portal.linkFor(recupera);
            for (int i = 0; i < 10; i++) {
                assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, Secret.of(""), CLIENT))
                        .isInstanceOf(ChangeOutcome.AnswerRefused.class);
            }
            assertThat(recupera.passwords().change(token, NEW_PASSWORD, OLD_PASSWORD, ANAS_ANSWER, CLIENT))
                    .isInstanceOf(ChangeOutcome.PasswordRefused.class);
            assertThat(asked).hasValue(0);

            assertThat(recupera.passwords().change(token, NEW_PASSWORD, NEW_PASSWORD, ANAS_ANSWER, CLIENT))
                    .isInstanceOf(ChangeOutcome.Changed.class);
            assertThat(asked).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_answer_that_the_hash_would_cut_is_refused_like_one_too_long() {
        Recupera recupera =
                before.builder().securityQuestions(store, Bcrypt.standard()).build();
        Secret school =
                Secret.of("Instituto Técnico Departamental de Educación Media José Trinidad Reyes de El Progreso");

        assertThat(recupera.questions().enrol(ANA, Map.of(SCHOOL, school)))
                .asInstanceOf(type(EnrolmentOutcome.Refused.class))
                .satisfies(refused ->
                        assertThat(refused.messages().get(SCHOOL).code()).isEqualTo("answer.too-long-to-keep"));
        assertThat(recupera.questions().enrol(ANA, Map.of(SCHOOL, ANAS_ANSWER)))
                .isEqualTo(new EnrolmentOutcome.Enrolled());
        assertThat(recupera.passwords().request("ana.perez", Secret.of("escuela republica de honduras"), CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"ที่บ้าน, ทุบ้าน", "мой дом, мои дом", "がくせい, かくせい"})
    void marks_that_make_another_letter_of_another_script_count(String kept, String other) {
        Recupera recupera = built(before);
        recupera.questions().enrol(ANA, Map.of(SCHOOL, Secret.of(kept)));

        assertThat(recupera.passwords().request("ana.perez", Secret.of(other), CLIENT))
                .isInstanceOf(RequestOutcome.AnswerRefused.class);
        assertThat(recupera.passwords().request("ana.perez", Secret.of(kept), CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void past_sixty_answers_a_minute_everybody_is_told_to_wait_before_anything_is_hashed() {
        Recupera recupera = built(before);
        for (int i = 0; i < 60; i++) {
            assertThat(recupera.passwords().request("nadie" + i, WRONG, ClientAddress.of("192.0.2." + i)))
                    .isInstanceOf(RequestOutcome.AnswerRefused.class);
        }

        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, ClientAddress.of("192.0.2.99")))
                .isInstanceOf(Limited.class);
        assertThat(hash.verified).isEqualTo(60);
        assertThat(recupera.passwords().request("ana.perez", ClientAddress.of("192.0.2.99")))
                .as("who skips the question is not held up by it")
                .isInstanceOf(RequestOutcome.Accepted.class);
        before.pass(Duration.ofSeconds(1));
        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, ClientAddress.of("192.0.2.99")))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void one_client_does_not_spend_what_all_have_to_answer_with() {
        Recupera recupera = built(before);
        for (int i = 0; i < 60; i++) {
            assertThat(recupera.passwords().request("nadie" + i, WRONG, CLIENT))
                    .isInstanceOf(i < 20 ? RequestOutcome.AnswerRefused.class : Limited.class);
        }

        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, ClientAddress.of("198.51.100.7")))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void a_name_without_tries_takes_nothing_from_what_all_have_to_answer_with() {
        Recupera recupera = built(before);
        for (int i = 0; i < 200; i++) {
            assertThat(recupera.passwords().request("nadie", WRONG, ClientAddress.of("192.0.2." + i)))
                    .isInstanceOf(i < 5 ? RequestOutcome.AnswerRefused.class : RequestOutcome.AnswersSpent.class);
        }

        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, ClientAddress.of("198.51.100.7")))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void an_answer_that_has_to_wait_for_others_spends_no_try() {
        Recupera recupera = built(before);
        for (int i = 0; i < 60; i++) {
            recupera.passwords().request("nadie" + i, WRONG, ClientAddress.of("192.0.2." + i));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(recupera.passwords().request("ana.perez", WRONG, ClientAddress.of("192.0.2.99")))
                    .isInstanceOf(Limited.class);
        }

        before.pass(Duration.ofMinutes(1));

        assertThat(recupera.passwords().request("ana.perez", WRONG, ClientAddress.of("192.0.2.99")))
                .isInstanceOf(RequestOutcome.AnswerRefused.class);
    }

    @Test
    void the_catalogue_is_there_in_each_language_of_the_profile() {
        Recupera recupera = new TestPortal().builder().build();

        assertThat(recupera.questions().catalogue(Locale.ENGLISH))
                .extracting(SecurityQuestion::text)
                .contains("What was the name of your first pet?")
                .doesNotContainAnyElementsOf(recupera.questions().catalogue().stream()
                        .map(SecurityQuestion::text)
                        .toList());
        assertThat(recupera.questions().catalogue())
                .isEqualTo(recupera.questions().catalogue(Locale.forLanguageTag("es-HN")))
                .extracting(SecurityQuestion::text)
                .contains("¿Cómo se llamaba su primera mascota?");
    }

    @Test
    void enrolling_replaces_all_answers_and_keeps_hashes_alone() {
        Recupera recupera = built(before);
        assertThat(recupera.questions().catalogue())
                .extracting(SecurityQuestion::id)
                .containsExactly(SCHOOL, "first-work", "first-pet");

        recupera.questions().enrol(ANA, Map.of("first-pet", Secret.of("Canario")));

        assertThat(store.of(before.id, ANA)).singleElement().satisfies(answer -> {
            assertThat(answer.question()).isEqualTo("first-pet");
            assertThat(answer.toString()).doesNotContain("canario");
        });
        assertThat(before.events.toString()).contains("ANSWERS_REPLACED").doesNotContainIgnoringCase("canario");
        assertThat(asked(recupera.passwords(), "ana.perez").question().id()).isEqualTo("first-pet");
        assertThat(recupera.passwords().request("ana.perez", Secret.of("canario"), CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void everything_that_is_wrong_with_an_enrolment_is_told_at_once_and_nothing_kept() {
        Recupera recupera = built(before);
        Map<String, Secret> given = new LinkedHashMap<>();
        given.put(SCHOOL, Secret.of("Ana.Pérez"));
        given.put("first-work", Secret.of("a b"));
        given.put("first-pet", Secret.of(""));
        given.put("shoe-size", Secret.of("cuarenta"));

        assertThat(recupera.questions().enrol(ANA, given))
                .asInstanceOf(type(EnrolmentOutcome.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.messages()).hasSize(4);
                    assertThat(refused.messages().get(SCHOOL).code()).isEqualTo("answer.same-as-username");
                    assertThat(refused.messages().get("first-work").code()).isEqualTo("answer.too-short");
                    assertThat(refused.messages().get("first-pet").code()).isEqualTo("answer.empty");
                    assertThat(refused.messages().get("shoe-size").code()).isEqualTo("answer.unknown-question");
                });
        assertThat(recupera.questions()
                        .enrol(ANA, Map.of(SCHOOL, Secret.of("La Paz"), "first-work", Secret.of("LA PAZ"))))
                .asInstanceOf(type(EnrolmentOutcome.Refused.class))
                .satisfies(refused -> assertThat(refused.messages().values())
                        .singleElement()
                        .satisfies(message -> assertThat(message.code()).isEqualTo("answer.repeated")));
        assertThat(recupera.passwords().request("ana.perez", ANAS_ANSWER, CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void answers_to_questions_that_are_no_longer_asked_are_left_alone() {
        Recupera recupera = built(before);
        store.replace(before.id, ANA, List.of(new HashedAnswer("shoe-size", "test:40")));

        assertThat(asked(recupera.passwords(), "ana.perez").question().id()).isIn(SCHOOL, "first-work", "first-pet");
        assertThat(recupera.passwords().request("ana.perez", Secret.of("40"), CLIENT))
                .isInstanceOf(RequestOutcome.AnswerRefused.class);
    }

    @Test
    void the_store_is_asked_whether_or_not_there_is_an_account() {
        List<AccountId> askedFor = new ArrayList<>();
        SecurityQuestions recording = new SecurityQuestions() {
            @Override
            public List<HashedAnswer> of(PortalId portal, AccountId account) {
                askedFor.add(account);
                return store.of(portal, account);
            }

            @Override
            public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
                store.replace(portal, account, answers);
            }

            @Override
            public void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {
                store.rehash(portal, account, seen, hash);
            }
        };
        Recupera recupera = before.builder().securityQuestions(recording, hash).build();

        recupera.passwords().question("nadie", CLIENT);
        recupera.passwords().question("ana.perez", CLIENT);

        assertThat(askedFor).hasSize(2);
    }

    /** Counts what is expensive, and has no room for it where told so. */
    private static final class CountingHash implements PasswordHash {

        private int verified;
        private boolean allRight;
        private volatile boolean full;
        private boolean fullForNew;
        private int cost = 1;

        @Override
        public String hash(Secret password) {
            if (full || fullForNew) {
                throw PortException.busy("test: full", null);
            }
            return hash(password, cost);
        }

        private static String hash(Secret password, int cost) {
            return "test" + cost + ':' + Integer.toHexString(password.reveal().hashCode())
                    + password.reveal().length();
        }

        @Override
        public boolean verify(Secret password, String stored) {
            if (full) {
                throw PortException.busy("test: full", null);
            }
            verified++;
            return allRight || stored.equals(hash(password, stored.charAt(4) - '0'));
        }

        @Override
        public boolean needsRehash(String stored) {
            return stored.charAt(4) - '0' < cost;
        }
    }
}
