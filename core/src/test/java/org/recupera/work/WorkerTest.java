package org.recupera.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.recupera.MovableClock;
import org.recupera.conformancecheck.AroundWorkQueue;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Event;
import org.recupera.port.Lane;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Secret;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkerTest {

    private static final PortalId PORTAL = new PortalId("honducompras");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KIND = "greet";

    private final MovableClock clock = new MovableClock();
    private final InMemoryWorkQueue queue = InMemoryWorkQueue.create();
    private final OrderBook book = new OrderBook(PORTAL, queue, keys(1), RANDOM);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> greeted = new CopyOnWriteArrayList<>();

    @Test
    void an_order_is_carried_out_once_with_what_it_was_placed_with() {
        place("ana", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> greet(order))) {
            assertThat(worker.drain()).isEqualTo(1);
            assertThat(worker.drain()).isZero();
        }

        assertThat(greeted).containsExactly("ana");
        assertThat(queue.status(PORTAL)).isEqualTo(new QueueStatus(0, null, 0));
    }

    @Test
    void orders_that_come_of_orders_are_carried_out_in_the_same_drain() {
        place("ana", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> {
            if (order.lane() == Lane.DECIDE) {
                place("berta", Lane.DELIVER);
            }
            return greet(order);
        })) {
            assertThat(worker.drain()).isEqualTo(2);
        }

        assertThat(greeted).containsExactly("ana", "berta");
    }

    @Test
    void a_drain_goes_on_until_nothing_is_due_and_counts_all_lanes() {
        place("ana", Lane.DELIVER);
        place("berta", Lane.FOLLOW_UP);

        try (Worker worker = worker((order, now) -> {
            if (order.detail("name").equals("ana")) {
                place("carla", Lane.DECIDE);
                place("diana", Lane.FOLLOW_UP);
            }
            return greet(order);
        })) {
            assertThat(worker.drain()).isEqualTo(4);
        }

        assertThat(greeted).containsExactlyInAnyOrder("ana", "berta", "carla", "diana");
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void a_drain_ends_after_a_minute_however_much_is_left(Lane lane) {
        AtomicInteger number = new AtomicInteger();
        place("ana", lane);

        try (Worker worker = worker((order, now) -> {
            clock.advance(Duration.ofSeconds(25));
            place("ana" + number.incrementAndGet(), lane);
            return greet(order);
        })) {
            assertThat(worker.drain()).isEqualTo(3);
        }

        assertThat(queue.status(PORTAL).waiting()).isEqualTo(1);
    }

    @Test
    void a_drain_that_is_closed_gives_the_rest_back_and_is_the_last() {
        List<Instant> chores = new ArrayList<>();
        AtomicReference<Worker> worker = new AtomicReference<>();
        worker.set(builder((order, now) -> {
                    worker.get().close();
                    return greet(order);
                })
                .chore(chores::add)
                .build());
        place("ana", Lane.DECIDE);
        place("berta", Lane.DECIDE);

        worker.get().drain();
        assertThat(worker.get().drain()).isZero();

        assertThat(greeted).containsExactly("ana");
        assertThat(chores).isEmpty();
        assertThat(queue.claim(PORTAL, Lane.DECIDE, 2, clock.instant(), Duration.ofMinutes(1)))
                .hasSize(1);
    }

    @Test
    void an_order_is_not_stored_again_while_one_of_its_key_is_under_way() {
        Order order = order("ana", Lane.DECIDE, KIND);
        assertThat(book.place(order, clock.instant())).isTrue();
        assertThat(book.place(order, clock.instant())).isFalse();

        try (Worker worker = worker((opened, now) -> greet(opened))) {
            worker.drain();
        }

        assertThat(greeted).hasSize(1);
        assertThat(book.place(order, clock.instant())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"DECIDE, PT1M", "FOLLOW_UP, PT3M", "DELIVER, PT3M"})
    void another_node_gets_a_unit_once_its_lease_has_ended_and_then_that_node_settles_it(Lane lane, Duration lease) {
        place("ana", lane);
        List<ClaimedWork> early = new ArrayList<>();
        List<ClaimedWork> late = new ArrayList<>();

        try (Logged logged = Logged.fromNowOn();
                Worker worker = worker((order, now) -> {
                    early.addAll(queue.claim(PORTAL, lane, 1, now.plus(lease).minusMillis(1), lease));
                    late.addAll(queue.claim(PORTAL, lane, 1, now.plus(lease), lease));
                    return greet(order);
                })) {
            worker.drain();

            assertThat(logged.lines()).singleElement().asString().contains("lease of", "ended before it was settled");
        }

        assertThat(early).isEmpty();
        assertThat(late).hasSize(1);
        assertThat(queue.settle(late.get(0), new Settlement.Done())).isTrue();
    }

    @Test
    void what_is_carried_out_in_its_lease_is_settled_as_done_and_not_spoken_of() {
        List<Settlement> settled = new ArrayList<>();
        WorkQueue watched = new AroundWorkQueue() {
            @Override
            public boolean settle(ClaimedWork claimed, Settlement settlement) {
                settled.add(settlement);
                return super.settle(claimed, settlement);
            }
        };
        new OrderBook(PORTAL, watched, keys(1), RANDOM).place(order("ana", Lane.DECIDE, KIND), clock.instant());

        try (Logged logged = Logged.fromNowOn();
                Worker worker = Worker.of(PORTAL, watched, book, events::add, clock, RANDOM)
                        .handler(KIND, (order, now) -> greet(order))
                        .build()) {
            worker.drain();

            assertThat(logged.lines()).isEmpty();
        }

        assertThat(settled).containsExactly(new Settlement.Done());
    }

    @Test
    void a_failure_is_logged_with_where_it_was_thrown_and_the_next_ones_in_a_line() {
        place("ana", Lane.DECIDE);

        try (Logged logged = Logged.fromNowOn();
                Worker worker = worker((order, now) -> {
                    throw new IllegalStateException("down");
                })) {
            worker.drain();
            assertThat(logged.text())
                    .contains("is tried again", "IllegalStateException: down", "\tat org.recupera.work");
            int before = logged.text().length();
            clock.advance(Duration.ofSeconds(5));
            worker.drain();

            assertThat(logged.text().substring(before))
                    .contains("failed again, try 2: java.lang.IllegalStateException: down")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void what_fails_waits_and_is_tried_again() {
        place("ana", Lane.DECIDE);
        List<Instant> tries = new ArrayList<>();

        try (Worker worker = worker((order, now) -> {
            tries.add(now);
            return tries.size() < 3 ? new WorkResult.Failed("not yet") : greet(order);
        })) {
            worker.drain();
            assertThat(worker.drain()).as("within the wait").isZero();
            clock.advance(Duration.ofSeconds(5));
            worker.drain();
            clock.advance(Duration.ofSeconds(10));
            worker.drain();
        }

        assertThat(tries).hasSize(3);
        assertThat(greeted).containsExactly("ana");
        assertThat(events).extracting(Event::type).containsExactly(Event.Type.WORK_RETRIED, Event.Type.WORK_RETRIED);
        assertThat(events.get(1).details()).containsEntry("reason", "not yet").containsEntry("attempt", "2");
    }

    @Test
    void a_handler_that_gives_no_result_is_asked_again() {
        place("ana", Lane.DECIDE);
        List<Instant> tries = new ArrayList<>();

        try (Worker worker = worker((order, now) -> {
            tries.add(now);
            return tries.size() < 2 ? null : greet(order);
        })) {
            worker.drain();
            clock.advance(Duration.ofSeconds(5));
            worker.drain();
        }

        assertThat(greeted).containsExactly("ana");
        assertThat(events).extracting(Event::type).containsExactly(Event.Type.WORK_RETRIED);
    }

    @Test
    void what_fails_for_a_day_is_put_aside_with_its_reason_and_blocks_nothing() {
        place("ana", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> {
            return order.detail("name").equals("ana") ? new WorkResult.Failed("never") : greet(order);
        })) {
            for (int i = 0; i < 24 * 4 + 20; i++) {
                worker.drain();
                clock.advance(Duration.ofMinutes(15));
            }
            place("berta", Lane.DECIDE);
            worker.drain();
        }

        assertThat(greeted).containsExactly("berta");
        assertThat(queue.list(PORTAL, null, 10))
                .singleElement()
                .satisfies(dead -> assertThat(dead.reason()).isEqualTo("never"));
        assertThat(events).last().returns(Event.Type.WORK_DEAD, Event::type);
    }

    @Test
    void who_carries_an_order_out_is_told_of_each_failure_and_which_is_the_last() {
        place("ana", Lane.DECIDE);
        place("berta", Lane.DECIDE);
        List<String> told = new ArrayList<>();
        WorkHandler handler = new WorkHandler() {
            @Override
            public WorkResult carryOut(Order order, Instant now) {
                if (order.detail("name").equals("ana")) {
                    throw new IllegalArgumentException("poison");
                }
                return told.size() < 2 ? new WorkResult.Failed("not\nyet") : new WorkResult.Dead("never");
            }

            @Override
            public void failed(Order order, String reason, boolean last, Instant now) {
                told.add(order.detail("name") + ' ' + reason + ' ' + last);
                throw new IllegalStateException("who is told is broken too");
            }
        };

        try (Worker worker = worker(handler)) {
            worker.drain();
            clock.advance(Duration.ofSeconds(5));
            worker.drain();
        }

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "ana IllegalArgumentException false",
                        "berta not yet false",
                        "ana IllegalArgumentException false",
                        "berta never true");
        assertThat(queue.status(PORTAL)).returns(1L, QueueStatus::waiting).returns(1L, QueueStatus::dead);
    }

    @Test
    void what_is_requeued_has_a_whole_day_again_and_begins_with_short_waits() {
        place("ana", Lane.DECIDE);
        List<Instant> tries = new ArrayList<>();

        try (Worker worker = worker((order, now) -> {
            tries.add(now);
            return new WorkResult.Failed("never");
        })) {
            whileItLasts(worker, Duration.ofMinutes(15));
            Instant again = clock.instant();
            tries.clear();
            queue.list(PORTAL, null, 1).forEach(letter -> queue.requeue(letter, again));
            whileItLasts(worker, Duration.ofSeconds(1));

            assertThat(tries).startsWith(again);
            assertThat(Duration.between(again, tries.get(1))).isLessThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(tries)
                    .last()
                    .satisfies(last -> assertThat(Duration.between(again, last))
                            .isBetween(
                                    Duration.ofHours(24), Duration.ofHours(24).plusMinutes(15)));
        }
    }

    private void whileItLasts(Worker worker, Duration step) {
        worker.drain();
        while (queue.status(PORTAL).waiting() > 0) {
            clock.advance(step);
            worker.drain();
        }
    }

    @Test
    void what_is_hopeless_is_put_aside_at_once() {
        place("ana", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> new WorkResult.Dead("refused for good"))) {
            worker.drain();
        }

        assertThat(queue.status(PORTAL)).returns(0L, QueueStatus::waiting).returns(1L, QueueStatus::dead);
    }

    @Test
    void what_is_too_early_waits_until_it_is_time() {
        place("ana", Lane.DECIDE);
        Instant time = clock.instant().plusSeconds(30);

        try (Worker worker =
                worker((order, now) -> now.isBefore(time) ? new WorkResult.TooEarly(time, "wait") : greet(order))) {
            worker.drain();
            clock.advance(Duration.ofSeconds(29));
            assertThat(worker.drain()).isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(worker.drain()).isEqualTo(1);
        }

        assertThat(greeted).containsExactly("ana");
        assertThat(events).isEmpty();
    }

    @Test
    void a_handler_that_throws_an_error_harms_nothing_behind_it() {
        place("ana", Lane.DECIDE);
        place("berta", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> {
            if (order.detail("name").equals("ana")) {
                throw new StackOverflowError("poison");
            }
            return greet(order);
        })) {
            worker.drain();
        }

        assertThat(greeted).containsExactly("berta");
        assertThat(queue.status(PORTAL).waiting()).isEqualTo(1);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "StackOverflowError"));
    }

    @Test
    void work_of_a_kind_or_key_that_this_node_does_not_know_yet_waits() {
        place("ana", Lane.DECIDE);
        new OrderBook(PORTAL, queue, keys(2), RANDOM).place(order("berta", Lane.DECIDE, KIND), clock.instant());
        book.place(order("carla", Lane.DECIDE, "farewell"), clock.instant());

        try (Worker worker = worker((order, now) -> greet(order))) {
            worker.drain();
        }

        assertThat(greeted).containsExactly("ana");
        assertThat(queue.status(PORTAL)).returns(2L, QueueStatus::waiting).returns(0L, QueueStatus::dead);
        assertThat(events)
                .extracting(event -> event.details().get("reason"))
                .containsExactly(
                        "sealed with the key " + keys(2).ring().currentId() + ", which this node does not have",
                        "no handler for kind farewell");
    }

    @Test
    void work_under_a_revoked_key_that_is_gone_becomes_a_dead_letter_that_says_so() {
        KeyRing former = keys(1).ring();
        Keys later = keys(1);
        later.replace(KeyRing.permanent(secret(1))
                .key("k2", secret(2))
                .revoked(former.currentId())
                .build());
        place("ana", Lane.DECIDE);

        try (Worker worker = builder(new OrderBook(PORTAL, queue, later, RANDOM), (order, now) -> greet(order))
                .build()) {
            worker.drain();
        }

        assertThat(greeted).isEmpty();
        assertThat(queue.status(PORTAL)).returns(0L, QueueStatus::waiting).returns(1L, QueueStatus::dead);
        assertThat(events)
                .singleElement()
                .returns(Event.Type.WORK_DEAD, Event::type)
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("work", KIND)
                        .containsEntry(
                                "reason", "sealed with the key " + former.currentId() + ", which is revoked and gone"));
    }

    @ParameterizedTest
    @CsvSource({"DECIDE, 0, true", "DECIDE, -360, false", "DELIVER, 0, false"})
    void work_whose_lane_or_time_was_changed_in_the_queue_does_not_open(Lane lane, long seconds, boolean opens) {
        place("ana", Lane.DECIDE);
        Work placed = queue.claim(PORTAL, Lane.DECIDE, 1, clock.instant(), Duration.ofMinutes(1))
                .get(0)
                .work();
        InMemoryWorkQueue changed = InMemoryWorkQueue.create();
        changed.put(new Work(
                PORTAL,
                placed.key(),
                lane,
                placed.kind(),
                placed.payload(),
                placed.acceptedAt().plusSeconds(seconds),
                placed.dueAt()));

        try (Worker worker = Worker.of(PORTAL, changed, book, events::add, clock, RANDOM)
                .handler(KIND, (order, now) -> greet(order))
                .build()) {
            worker.drain();
        }

        assertThat(greeted).isEqualTo(opens ? List.of("ana") : List.of());
        assertThat(events)
                .hasSize(opens ? 0 : 1)
                .allSatisfy(event ->
                        assertThat(event.details()).containsEntry("reason", "sealed elsewhere or changed since"));
    }

    @Test
    void the_queue_sees_neither_what_was_typed_nor_how_long_it_was() {
        place("a", Lane.DECIDE);
        place("a".repeat(100), Lane.DECIDE);

        assertThat(queue.claim(PORTAL, Lane.DECIDE, 2, clock.instant(), Duration.ofMinutes(1)))
                .hasSize(2)
                .allSatisfy(unit -> assertThat(
                                new String(unit.work().payload(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("name"))
                .extracting(unit -> unit.work().payload().length)
                .containsOnly(
                        queue.claim(PORTAL, Lane.DECIDE, 1, clock.instant().plusSeconds(60), Duration.ofMinutes(1))
                                .get(0)
                                .work()
                                .payload()
                                .length);
    }

    @Test
    void a_started_worker_carries_work_out_by_itself_until_it_is_closed() {
        Worker worker = worker((order, now) -> greet(order));
        worker.start(() -> true);
        place("ana", Lane.DECIDE);
        place("berta", Lane.DELIVER);

        await().until(() -> greeted.size() == 2);
        worker.close();

        assertThat(greeted).containsExactlyInAnyOrder("ana", "berta");
        assertThatIllegalStateException().isThrownBy(() -> worker.start(() -> true));
    }

    @Test
    void a_slow_mail_server_holds_up_neither_a_decision_nor_the_end_of_a_session() {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        List<Boolean> daemons = new CopyOnWriteArrayList<>();
        Worker worker = worker((order, now) -> {
            daemons.add(Thread.currentThread().isDaemon());
            if (order.lane() != Lane.DELIVER) {
                return greet(order);
            }
            underWay.incrementAndGet();
            try {
                slow.await();
            } catch (InterruptedException interrupted) {
                return new WorkResult.Failed("interrupted");
            }
            return WorkResult.done();
        });
        for (int i = 0; i < 5; i++) {
            place("mail" + i, Lane.DELIVER);
        }
        worker.start(() -> true);
        await().until(() -> underWay.get() == 2);

        for (int i = 0; i < 5; i++) {
            int before = greeted.size();
            place("decision" + i, Lane.DECIDE);
            place("session" + i, Lane.FOLLOW_UP);
            await().until(() -> greeted.size() == before + 2);
        }

        assertThat(underWay).as("mails at once").hasValue(2);
        assertThat(daemons).containsOnly(true);
        slow.countDown();
        worker.close();
    }

    @Test
    void an_outage_of_the_queue_is_told_and_ends_by_itself() {
        AtomicBoolean down = new AtomicBoolean(true);
        WorkQueue moody = new AroundWorkQueue() {
            @Override
            public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
                if (down.get()) {
                    throw new PortException("work queue: down", null);
                }
                return super.claim(portal, lane, limit, now, lease);
            }
        };
        new OrderBook(PORTAL, moody, keys(1), RANDOM).place(order("ana", Lane.DECIDE, KIND), clock.instant());

        try (Logged logged = Logged.fromNowOn();
                Worker worker = Worker.of(PORTAL, moody, book, events::add, clock, RANDOM)
                        .tick(Duration.ofMillis(10))
                        .handler(KIND, (order, now) -> greet(order))
                        .build()) {
            worker.start(() -> true);
            await().until(() -> logged.text().contains("deciding: no work can be claimed"));
            down.set(false);
            await().until(() -> logged.text().contains("deciding: work is claimed again"));
            await().until(() -> !greeted.isEmpty());
        }
    }

    @Test
    void who_is_interrupted_while_closing_waits_no_longer_and_interrupts_what_is_in_hand() throws InterruptedException {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Worker worker = worker((order, now) -> {
            inHand.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException hurry) {
                interrupted.countDown();
            }
            return new WorkResult.Failed("interrupted");
        });
        place("ana", Lane.DECIDE);
        worker.start(() -> true);
        inHand.await();

        Thread.currentThread().interrupt();
        worker.close();

        assertThat(Thread.interrupted()).as("who interrupts is still heard").isTrue();
        interrupted.await();
    }

    @Test
    void a_worker_that_is_not_ready_claims_nothing() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(8);
        Worker worker = worker((order, now) -> greet(order));
        place("ana", Lane.DECIDE);
        place("berta", Lane.DELIVER);

        worker.start(() -> {
            asked.countDown();
            return false;
        });
        asked.await();
        worker.close();

        assertThat(greeted).isEmpty();
        assertThat(queue.claim(PORTAL, Lane.DECIDE, 1, clock.instant(), Duration.ofMinutes(1)))
                .hasSize(1);
    }

    @Test
    void what_was_interrupted_is_settled_at_once() {
        AtomicBoolean interrupted = new AtomicBoolean();
        WorkQueue touchy = mock(WorkQueue.class, delegatesTo(queue));
        doAnswer(call -> {
                    interrupted.set(Thread.currentThread().isInterrupted());
                    return queue.settle(call.getArgument(0), call.getArgument(1));
                })
                .when(touchy)
                .settle(any(), any());
        Worker worker = Worker.of(PORTAL, touchy, book, events::add, clock, RANDOM)
                .handler(KIND, (order, now) -> {
                    Thread.currentThread().interrupt();
                    return new WorkResult.Failed("interrupted");
                })
                .build();
        place("ana", Lane.DECIDE);

        worker.drain();

        assertThat(Thread.interrupted()).as("who interrupts is still heard").isTrue();
        assertThat(interrupted).isFalse();
        verify(touchy).settle(any(), any());
    }

    @Test
    void closing_finishes_what_is_in_hand_and_gives_the_rest_back() throws InterruptedException {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Worker worker = worker((order, now) -> {
            inHand.countDown();
            try {
                closing.await();
            } catch (InterruptedException interrupted) {
                return new WorkResult.Failed("interrupted");
            }
            return greet(order);
        });
        place("ana", Lane.DECIDE);
        place("berta", Lane.DECIDE);
        worker.start(() -> true);
        inHand.await();

        Thread closer = new Thread(worker::close);
        closer.start();
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        closing.countDown();
        closer.join();

        assertThat(greeted).containsExactly("ana");
        assertThat(queue.claim(PORTAL, Lane.DECIDE, 2, clock.instant(), Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(unit -> assertThat(unit.work().key()).isEqualTo("greet/berta"));
    }

    @Test
    void chores_are_done_with_every_drain() {
        List<Instant> done = new ArrayList<>();

        try (Worker worker =
                builder((order, now) -> greet(order)).chore(done::add).build()) {
            worker.drain();
            clock.advance(Duration.ofSeconds(1));
            worker.drain();
        }

        assertThat(done).containsExactly(clock.instant().minusSeconds(1), clock.instant());
    }

    @Test
    void all_chores_are_done_also_when_some_fail_and_each_failure_is_told() {
        List<Instant> done = new ArrayList<>();
        PortException one = new PortException("one", null);
        PortException another = new PortException("another", null);

        try (Worker worker = builder((order, now) -> greet(order))
                .chore(now -> {
                    throw one;
                })
                .chore(now -> {
                    throw another;
                })
                .chore(done::add)
                .build()) {
            assertThatThrownBy(worker::drain).isSameAs(one).hasSuppressedException(another);
        }

        assertThat(done).hasSize(1);
    }

    @Test
    void a_tick_has_bounds() {
        assertThatNoException()
                .isThrownBy(() -> builder((order, now) -> greet(order))
                        .tick(Duration.ofMillis(10))
                        .tick(Duration.ofMinutes(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder((order, now) -> greet(order)).tick(Duration.ofMillis(9)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder((order, now) -> greet(order)).tick(Duration.ofSeconds(61)));
    }

    @Test
    void a_failing_port_is_tried_again_like_any_failure() {
        place("ana", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> {
            throw new PortException("UserDirectory.find", null);
        })) {
            worker.drain();
        }

        assertThat(queue.status(PORTAL)).returns(1L, QueueStatus::waiting).returns(0L, QueueStatus::dead);
    }

    @Test
    void what_follows_is_carried_out_as_it_was_placed() {
        place("ana", Lane.DECIDE);

        try (Worker worker = worker((order, now) -> {
            greet(order);
            return order.lane() == Lane.DECIDE
                    ? WorkResult.followedBy(List.of(order("berta", Lane.DELIVER, KIND)))
                    : WorkResult.done();
        })) {
            assertThat(worker.drain()).isEqualTo(2);
        }

        assertThat(greeted).containsExactly("ana", "berta");
        assertThat(queue.status(PORTAL).waiting()).isZero();
    }

    @Test
    void a_queue_without_room_for_what_follows_is_a_failure_that_holds_up_nothing_behind_it() {
        InMemoryWorkQueue small = InMemoryWorkQueue.ofCapacity(2);
        OrderBook orders = new OrderBook(PORTAL, small, keys(1), RANDOM);
        orders.place(order("ana", Lane.DECIDE, KIND), clock.instant());
        orders.place(order("zoe", Lane.DECIDE, KIND), clock.instant());
        WorkHandler handler = (order, now) -> {
            greet(order);
            return order.detail("name").equals("ana")
                    ? WorkResult.followedBy(
                            List.of(order("berta", Lane.DELIVER, KIND), order("carla", Lane.DELIVER, KIND)))
                    : WorkResult.done();
        };

        try (Worker worker = Worker.of(PORTAL, small, orders, events::add, clock, RANDOM)
                .handler(KIND, handler)
                .build()) {
            worker.drain();
            assertThat(greeted).containsExactly("ana", "zoe");
            clock.advance(Duration.ofSeconds(5));
            worker.drain();
        }

        assertThat(greeted).containsExactly("ana", "zoe", "ana", "berta", "carla");
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("attempt", "1")
                        .containsEntry("reason", "work queue, settle: it is full"));
    }

    private WorkResult greet(Order order) {
        greeted.add(order.detail("name"));
        return WorkResult.done();
    }

    private void place(String name, Lane lane) {
        book.place(order(name, lane, KIND), clock.instant());
    }

    private Order order(String name, Lane lane, String kind) {
        return new Order(
                kind + '/' + name.substring(0, Math.min(20, name.length())),
                lane,
                kind,
                Map.of("name", name),
                clock.instant());
    }

    private Worker worker(WorkHandler handler) {
        return builder(handler).build();
    }

    private Worker.Builder builder(WorkHandler handler) {
        return builder(book, handler);
    }

    private Worker.Builder builder(OrderBook orders, WorkHandler handler) {
        return Worker.of(PORTAL, queue, orders, events::add, clock, RANDOM)
                .tick(Duration.ofMillis(10))
                .handler(KIND, handler);
    }

    private static Keys keys(long seed) {
        return Keys.of(KeyRing.of(secret(seed)));
    }

    private static Secret secret(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }
}
