package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;

/** Two portals on one PostgreSQL are one portal, and neither lives without it. */
class TwoPortalsTest {

    private static final String NEW_PASSWORD = "ceibas altas junto al río Ulúa";

    private static EmbeddedPostgres postgres;
    private static TestPortal one;
    private static TestPortal other;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        MovableClock clock = new MovableClock(Instant.now());
        // At the same moment, so that both find the database empty.
        CompletableFuture<TestPortal> starting = CompletableFuture.supplyAsync(() -> portal(clock));
        one = portal(clock);
        other = starting.join();
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        other.close();
        postgres.close();
    }

    @Test
    void a_link_mailed_by_one_serves_once_on_either() {
        List<TestPortal.Mail> mails =
                mailsAfter("comprador2", () -> one.visitor().askForLink("comprador2"));
        assertThat(mails).hasSize(1);
        String path = pathOf(mails.get(0));
        Visitor onOther = other.visitor();
        Visitor onOne = one.visitor();
        Answer page = onOther.open(path);
        Answer samePage = onOne.open(path);
        assertThat(page.page().selectFirst("#usuario").val()).isEqualTo("comprador2");
        assertThat(onOther.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(onOne.changePassword(samePage, "la de quien llegó segundo").status())
                .isEqualTo(410);
        assertThat(one.visitor().signIn("comprador2", NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void asked_at_the_same_moment_on_both_one_link_is_mailed() {
        List<TestPortal.Mail> mails = mailsAfter(
                "comprador3",
                () -> atOnce(
                        () -> one.visitor().askForLink("comprador3"),
                        () -> other.visitor().askForLink("comprador3")));
        assertThat(mails).hasSize(1);
    }

    @Test
    void used_at_the_same_moment_on_both_one_wins() {
        String path = pathOf(mailsAfter("comprador4", () -> one.visitor().askForLink("comprador4"))
                .get(0));
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        Visitor first = one.visitor();
        Visitor second = other.visitor();
        Answer firstPage = first.open(path);
        Answer secondPage = second.open(path);
        atOnce(
                () -> statuses.add(first.changePassword(firstPage, NEW_PASSWORD).status()),
                () -> statuses.add(
                        second.changePassword(secondPage, NEW_PASSWORD).status()));
        assertThat(statuses).containsExactlyInAnyOrder(303, 410);
    }

    @Test
    void a_case_sent_to_both_at_the_same_moment_is_one_case_with_one_mail() {
        for (int round = 0; round < 5; round++) {
            String mailbox = "caso-doble" + round;
            Visitor person = one.visitor("secop");
            Answer page = person.get("/secop/crear-caso");
            Map<String, String> typed = CaseSteps.filled(page, mailbox + "@empresa.example");
            List<SentFile> files = List.of(SentFile.screenshot("pantalla.png"));
            Set<String> numbers = ConcurrentHashMap.newKeySet();
            List<TestPortal.Mail> mails = mailsAfter(
                    mailbox,
                    () -> atOnce(
                            () -> numbers.add(CaseSteps.numberOn(
                                    person.submit(one.address() + "/secop/crear-caso", page, typed, files))),
                            () -> numbers.add(CaseSteps.numberOn(
                                    person.submit(other.address() + "/secop/crear-caso", page, typed, files)))));
            assertThat(numbers).hasSize(1);
            assertThat(mails).hasSize(1);
            assertThat(mails.get(0).text()).contains(numbers);
            assertThat(other.visitor().get("/mesa").page().select("a.number").eachText())
                    .containsAll(numbers);
        }
    }

    @Test
    void a_session_begun_on_one_is_known_on_the_other_and_ended_on_both() {
        Visitor person = one.visitor();
        person.signIn("comprador5", "Clave-Inicial-5");
        assertThat(person.get(other.address() + "/honducompras/inicio").status())
                .isEqualTo(200);
        String path = pathOf(mailsAfter("comprador5", () -> one.visitor().askForLink("comprador5"))
                .get(0));
        Visitor changer = other.visitor();
        assertThat(changer.changePassword(changer.open(path), NEW_PASSWORD).status())
                .isEqualTo(303);
        assertThat(person.get("/honducompras/inicio").status()).isEqualTo(303);
    }

    @Test
    void without_the_database_pages_say_so_and_come_back_with_it() throws IOException {
        EmbeddedPostgres doomed = EmbeddedPostgres.builder().start();
        try (TestPortal portal =
                TestPortal.start(doomed.getJdbcUrl("postgres", "postgres"), new MovableClock(Instant.now()), user())) {
            Visitor person = portal.visitor();
            Answer ask = person.get("/honducompras/recuperar-contrasena");
            Answer signIn = person.get("/honducompras/ingresar");
            Answer open = person.get("/honducompras/crear-caso");
            Map<String, String> typed = CaseSteps.filled(open, "sin-base@empresa.example");
            doomed.close();
            Answer again = person.submit(open, typed, List.of(SentFile.screenshot("pantalla.png")));
            assertThat(again.status()).isEqualTo(503);
            assertThat(again.text()).contains("no se crea dos veces", "Vuelva a elegir los archivos");
            assertThat(again.form().selectFirst("#descripcion").val().lines())
                    .containsExactlyElementsOf(CaseSteps.DESCRIPTION.lines().toList());
            assertThat(again.form().selectFirst("[name=envio]").val())
                    .isEqualTo(open.form().selectFirst("[name=envio]").val());
            for (Answer answer : List.of(
                    person.submit(ask, Map.of("usuario", "comprador1")),
                    person.submit(signIn, Map.of("usuario", "comprador1", "contrasena", "Clave-Inicial-1")),
                    person.get("/honducompras/inicio"))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("por un problema técnico nuestro", "Nada quedó a medias");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            assertThat(person.get("/honducompras/ingresar").status()).isEqualTo(200);
            Answer health = person.get("/salud");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body()).contains("\"database\":\"down\"");
        }
    }

    private static TestPortal portal(MovableClock clock) {
        try {
            return TestPortal.start(postgres.getJdbcUrl("postgres", "postgres"), clock, user());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Map<String, String> user() {
        return Map.of("PORTAL_JDBC_USER", "postgres", "PORTAL_JDBC_PASSWORD", "postgres");
    }

    private static List<TestPortal.Mail> mailsAfter(String username, Runnable cause) {
        cause.run();
        one.settle();
        other.settle();
        List<TestPortal.Mail> mails = new ArrayList<>(one.mailsTo(username));
        mails.addAll(other.mailsTo(username));
        return mails;
    }

    private static String pathOf(TestPortal.Mail mail) {
        return mail.link().replaceFirst("^http://[^/]+", "");
    }

    private static void atOnce(Runnable first, Runnable second) {
        CyclicBarrier barrier = new CyclicBarrier(2);
        CompletableFuture<Void> both = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> after(barrier, first)),
                CompletableFuture.runAsync(() -> after(barrier, second)));
        both.join();
    }

    private static void after(CyclicBarrier barrier, Runnable action) {
        try {
            barrier.await();
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
        action.run();
    }
}
