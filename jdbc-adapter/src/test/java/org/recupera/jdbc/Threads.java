package org.recupera.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs a task on sixteen threads that set off together. */
final class Threads {

    private static final int COUNT = 16;

    private Threads() {}

    static <T> List<T> sixteen(IntFunction<T> task) {
        CyclicBarrier start = new CyclicBarrier(COUNT);
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(1, TimeUnit.MINUTES));
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError("sixteen threads did not all come through", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
