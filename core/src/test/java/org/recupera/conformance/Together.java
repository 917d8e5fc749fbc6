package org.recupera.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs one task on sixteen threads that set off at the same moment. */
final class Together {

    static final int THREADS = 16;

    /** How often an arbitration is repeated: a race that is lost now and then shall be lost here. */
    static final int ROUNDS = 10;

    private static final long PATIENCE_SECONDS = 60;

    private Together() {}

    /**
     * Runs the task and waits for all of it.
     *
     * @param task is told the number of its thread, from 0
     * @return what each thread's task gave back, in the order of these numbers
     */
    static <T> List<T> run(IntFunction<T> task) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("one of sixteen threads failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("sixteen threads were not done within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    static long winners(List<Boolean> results) {
        return results.stream().filter(won -> won).count();
    }
}
