package org.recupera.examples.portal;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Link;
import org.recupera.port.Work;

/**
 * Reports every step of a process, and ends the process at the one that it is told.
 *
 * <p>A step is counted within the unit of work that a thread has in hand, or, on a thread that answers pages, since the
 * count was last begun: so the same flow has the same steps each time.
 */
final class Tripwire {

    static final String PAGE = "page";
    private static final String IDLE = "";
    private static final String WORKERS = "recupera-";

    /** What nothing depends on. */
    private static final Set<String> OF_NO_ACCOUNT = Set.of("status", "findings", "purge", "now");

    private final PrintStream report;
    private final Map<String, Integer> pageCalls = new ConcurrentHashMap<>();
    private final ThreadLocal<Map<String, Integer>> unitCalls = ThreadLocal.withInitial(ConcurrentHashMap::new);
    private final ThreadLocal<String> unit =
            ThreadLocal.withInitial(() -> Thread.currentThread().getName().startsWith(WORKERS) ? IDLE : PAGE);
    private volatile @Nullable Step fatal;

    Tripwire(PrintStream report) {
        this.report = report;
    }

    /** Begins to count anew, and ends the process at a step, or at none. */
    void arm(@Nullable Step step) {
        pageCalls.clear();
        fatal = step;
    }

    /** Puts the wire before and behind every call of a port. */
    <T> T around(Class<T> port, T target) {
        Object proxy =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    String name = port.getSimpleName() + '.' + method.getName();
                    try {
                        if (method.getName().equals("claim")) {
                            return claimed(name, (List<?>) method.invoke(target, given));
                        }
                        if (unit.get().equals(IDLE) || OF_NO_ACCOUNT.contains(method.getName())) {
                            return method.invoke(target, given);
                        }
                        String call = counted(name + described(given));
                        reach(new Step(false, call));
                        Object result = method.invoke(target, given);
                        reach(new Step(true, call));
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return port.cast(proxy);
    }

    private List<?> claimed(String name, List<?> batch) {
        unitCalls.get().clear();
        unit.set(batch.isEmpty() ? IDLE : ((ClaimedWork) batch.get(0)).work().kind());
        if (!batch.isEmpty()) {
            reach(new Step(true, counted(name)));
        }
        return batch;
    }

    private String counted(String call) {
        Map<String, Integer> calls = unit.get().equals(PAGE) ? pageCalls : unitCalls.get();
        return unit.get() + ": " + call + ' ' + calls.merge(call, 1, Integer::sum);
    }

    /** What a call is about, as far as it tells one step from another. */
    private static String described(Object[] arguments) {
        String words = Stream.of(arguments)
                .flatMap(argument -> argument instanceof Work work
                        ? Stream.of(work.kind())
                        : argument instanceof Link link ? Stream.of(link.state().toString()) : Stream.empty())
                .collect(Collectors.joining(" to "));
        return words.isEmpty() ? "" : ' ' + words;
    }

    private void reach(Step step) {
        report.println("step " + step);
        if (step.equals(fatal)) {
            report.println("dead " + step);
            report.flush();
            // As abrupt as a SIGKILL: no hook, no finally, no closing of sockets or files by Java.
            Runtime.getRuntime().halt(137);
        }
    }
}
