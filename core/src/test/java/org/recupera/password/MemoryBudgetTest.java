package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.recupera.port.PortException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class MemoryBudgetTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(30);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void As_many_run_together_as_fit_and_never_one_more() throws Exception {
        MemoryBudget budget = new MemoryBudget(3 * 64 + 63, Duration.ofMinutes(1));
        // Opens only for three at once, so that fewer would hang; the highest count shows that there were no more.
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> hash = () -> budget.spend(64, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            await(three);
            return inside.decrementAndGet();
        });

        List<Future<Integer>> done =
                threads.invokeAll(Stream.generate(() -> hash).limit(30).toList());

        for (Future<Integer> each : done) {
            each.get();
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void Who_finds_nothing_left_in_time_is_refused_and_not_run() throws Exception {
        MemoryBudget budget = new MemoryBudget(100, Duration.ZERO);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<String> holder = threads.submit(() -> budget.spend(60, () -> {
            entered.countDown();
            await(leave);
            return "held";
        }));
        entered.await();

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> budget.spend(41, () -> {
                    throw new AssertionError("run");
                }))
                .withMessageContaining("saturated")
                .matches(PortException::isBusy);
        assertThat(budget.spend(40, () -> "the rest")).isEqualTo("the rest");

        leave.countDown();
        assertThat(holder.get()).isEqualTo("held");
        assertThat(budget.spend(100, () -> "all")).isEqualTo("all");
    }

    @Test
    void What_fails_gives_its_share_back() {
        MemoryBudget budget = new MemoryBudget(100, Duration.ZERO);
        assertThatIllegalStateException()
                .isThrownBy(() -> budget.spend(100, () -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(budget.spend(100, () -> "all")).isEqualTo("all");
    }

    @Test
    void What_can_never_fit_is_refused_at_once() {
        MemoryBudget budget = new MemoryBudget(100, Duration.ofDays(1));
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> budget.spend(101, () -> "never"))
                .matches(refusal -> !refusal.isBusy(), "waiting will not help");
    }

    @Test
    void A_heap_that_is_full_is_a_reason_to_wait_and_takes_no_thread_down() {
        MemoryBudget budget = new MemoryBudget(1 << 20, Duration.ZERO);
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> budget.spend(1 << 20, () -> new byte[Integer.MAX_VALUE]))
                .withCauseInstanceOf(OutOfMemoryError.class)
                .matches(PortException::isBusy);
        assertThat(budget.spend(1 << 20, () -> "all")).isEqualTo("all");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
