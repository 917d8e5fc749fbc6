package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
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
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.recupera.port.PortException;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class DecodingMemoryTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(12);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void as_many_are_decoded_together_as_fit_and_never_one_more() throws Exception {
        DecodingMemory memory = new DecodingMemory(3 * 64 + 63, Duration.ofMinutes(1));
        // Opens only for three at once, so that fewer would hang; the highest count shows that there were no more.
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> picture = () -> memory.spend(64 << 10, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            pass(three);
            return inside.decrementAndGet();
        });

        for (Future<Integer> each :
                threads.invokeAll(Stream.generate(() -> picture).limit(12).toList())) {
            each.get();
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void who_finds_nothing_left_in_time_is_told_to_come_again() throws Exception {
        DecodingMemory memory = new DecodingMemory(100, Duration.ZERO);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<String> holder = threads.submit(() -> memory.spend(60 << 10, () -> {
            entered.countDown();
            pass(leave);
            return "held";
        }));
        entered.await();

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> memory.spend((40 << 10) + 1, () -> {
                    throw new AssertionError("run");
                }))
                .matches(PortException::isBusy);
        assertThat(memory.spend(40 << 10, () -> "the rest")).isEqualTo("the rest");
        leave.countDown();
        assertThat(holder.get()).isEqualTo("held");
    }

    @Test
    void what_fails_gives_its_share_back() {
        DecodingMemory memory = new DecodingMemory(100, Duration.ZERO);
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.spend(100 << 10, () -> {
                    throw new IllegalStateException("broken");
                }));
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> memory.spend(100 << 10, () -> new byte[Integer.MAX_VALUE]))
                .withCauseInstanceOf(OutOfMemoryError.class)
                .matches(PortException::isBusy);

        assertThat(memory.spend(100 << 10, () -> "all")).isEqualTo("all");
    }

    @Test
    void what_could_never_fit_is_a_mistake() {
        DecodingMemory memory = new DecodingMemory(100, Duration.ofDays(1));
        assertThatIllegalArgumentException().isThrownBy(() -> memory.spend((100 << 10) + 1, () -> "never"));
    }

    @Test
    void who_is_interrupted_while_waiting_stays_interrupted() {
        DecodingMemory memory = new DecodingMemory(100, Duration.ofMinutes(5));
        memory.spend(100 << 10, () -> {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> memory.spend(1, () -> "never"))
                    .withCauseInstanceOf(InterruptedException.class)
                    .matches(refusal -> !refusal.isBusy());
            return assertThat(Thread.interrupted()).isTrue();
        });
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
