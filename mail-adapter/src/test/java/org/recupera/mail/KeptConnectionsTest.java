package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.MailSender.Result;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;

/** How connections are kept, reused, replaced and ended. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptConnectionsTest {

    private final ScriptedServer server = ScriptedServer.plain();

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void One_after_the_other_the_mails_share_a_connection() {
        try (SmtpMailSender sender = builder().build()) {
            for (int i = 0; i < 20; i++) {
                assertThat(send(sender)).isEqualTo(new Accepted());
            }
        }

        assertThat(server.connections).hasValue(1);
        assertThat(server.messages).hasSize(20);
        assertThat(server.commands).filteredOn(c -> c.startsWith("EHLO")).hasSize(1);
    }

    @Test
    void Building_connects_nowhere() {
        builder().build().close();

        assertThat(server.connections).hasValue(0);
    }

    @Test
    void Closing_says_goodbye_and_later_mail_is_deferred() throws Exception {
        SmtpMailSender sender = builder().build();
        send(sender);
        sender.close();
        sender.close();

        assertThat(server.ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.commands).endsWith("QUIT");
        assertThat(send(sender)).isEqualTo(new Deferred("closed: the sender is closed", null));
        assertThat(sender.check()).isEqualTo(new SmtpCheck.Unready("closed: the sender is closed"));
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void A_connection_that_the_server_closed_meanwhile_is_replaced() {
        try (SmtpMailSender sender = builder().build()) {
            send(sender);
            server.dropAll();

            assertThat(send(sender)).isEqualTo(new Accepted());
        }
        assertThat(server.connections).hasValue(2);
        assertThat(server.messages).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 4.4.2 idle too long", ScriptedServer.DROP})
    void A_kept_connection_that_ends_before_the_content_is_replaced_at_once(String answer) {
        for (String step : List.of("MAIL", "RCPT", "DATA")) {
            server.on(step, null, answer, null);
            try (SmtpMailSender sender = builder().build()) {
                send(sender);
                assertThat(send(sender)).as(step).isEqualTo(new Accepted());
            }
        }
    }

    @Test
    void A_connection_that_ends_behind_the_content_is_not_replaced_for_the_mail_may_have_been_taken() {
        server.on(".", null, ScriptedServer.DROP, null);
        try (SmtpMailSender sender = builder().build()) {
            send(sender);
            assertThat(send(sender)).isInstanceOf(Deferred.class);
            assertThat(server.messages).hasSize(2);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void A_fresh_connection_that_ends_is_not_tried_again() {
        server.on("MAIL", ScriptedServer.DROP);
        try (SmtpMailSender sender = builder().build()) {
            assertThat(send(sender)).isInstanceOf(Deferred.class);
        }
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void An_unused_connection_is_ended_by_itself() throws Exception {
        try (SmtpMailSender sender =
                builder().idleTimeout(Duration.ofMillis(50)).build()) {
            send(sender);
            assertThat(server.ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.commands).endsWith("QUIT");

            assertThat(send(sender)).isEqualTo(new Accepted());
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void Many_threads_share_no_more_connections_than_allowed() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (SmtpMailSender sender = builder().connections(3).build()) {
            var start = new CountDownLatch(1);
            List<Future<Result>> results = new ArrayList<>();
            for (int i = 0; i < threads * 5; i++) {
                String id = "<m" + i + "@correo.example.hn>";
                Callable<Result> task = () -> {
                    start.await();
                    return sender.send(Mails.mail().messageId(id).build());
                };
                results.add(pool.submit(task));
            }
            start.countDown();
            for (Future<Result> result : results) {
                assertThat(result.get()).isEqualTo(new Accepted());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.connections.get()).isBetween(1, 3);
        assertThat(server.messages).hasSize(threads * 5);
        assertThat(server.messages.stream().map(String::new).distinct()).hasSize(threads * 5);
    }

    @Test
    @SuppressWarnings("try") // closing early is what is tried here
    void Two_mails_go_out_at_the_same_time() throws Exception {
        server.on(".", ScriptedServer.STALL, null);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (SmtpMailSender sender = builder()
                .waitTimeout(Duration.ofMillis(100))
                .messageTimeout(Duration.ofSeconds(20))
                .build()) {
            Future<Result> stalled = other.submit(() -> send(sender));
            while (server.messages.isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(send(sender)).isEqualTo(new Accepted());
            assertThat(stalled).isNotDone();
            sender.close();
            assertThat(stalled.get())
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reason()).isEqualTo("closed: the sender is closed"));
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    @SuppressWarnings("try") // closing early is what is tried here
    void A_mail_waits_for_its_turn_no_longer_than_allowed() throws Exception {
        server.on(".", ScriptedServer.STALL);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (SmtpMailSender sender =
                builder().connections(1).waitTimeout(Duration.ofMillis(50)).build()) {
            Future<Result> stalled = other.submit(() -> send(sender));
            while (server.messages.isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(send(sender)).isEqualTo(new Deferred("busy: no connection was free within PT0.05S", null));
            sender.close();
            stalled.get();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void An_interrupted_wait_defers_and_leaves_the_thread_interrupted() {
        try (SmtpMailSender sender = builder().build()) {
            Thread.currentThread().interrupt();
            assertThat(send(sender)).isInstanceOf(Deferred.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(send(sender)).isEqualTo(new Accepted());
        }
    }

    private SmtpMailSender.Builder builder() {
        return SmtpMailSender.to("localhost", server.port());
    }

    private static Result send(SmtpMailSender sender) {
        return sender.send(Mails.mail().build());
    }
}
