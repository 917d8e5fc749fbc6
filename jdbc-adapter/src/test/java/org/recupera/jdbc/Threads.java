package org.recupera.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs a task on threads that set off together. */
final class Threads {

    private static final int PATIENCE_MINUTES = 30;

    private Threads() {}

    static <T> List<T> sixteen(IntFunction<T> task) {
        return together(16, task);
    }

    /** Runs a task that may take half an hour on so many threads. */
    static <T> List<T> together(int count, IntFunction<T> task) {
        CyclicBarrier start = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(PATIENCE_MINUTES, TimeUnit.MINUTES));
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError("the threads did not all come through", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
