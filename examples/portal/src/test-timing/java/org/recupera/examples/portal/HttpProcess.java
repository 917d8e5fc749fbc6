package org.recupera.examples.portal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.recupera.timing.Arm;
import org.recupera.timing.Schedule;
import org.recupera.timing.Stopwatch;

/** Starts the portal on H2, with its worker, and times its form over loopback. */
final class HttpProcess {

    private static final String JDBC_URL = "jdbc:h2:mem:timing;DB_CLOSE_DELAY=-1";
    private static final int BATCH = 200;

    private HttpProcess() {}

    /** In the order in which {@link HttpProcess#main} and its caller speak of them. */
    static List<Arm> arms(int same, List<Integer> planted) {
        return Arm.with("unknown", same, planted, List.of(HttpCalls.KNOWN, HttpCalls.DISABLED, HttpCalls.NO_ADDRESS));
    }

    /** File, calls before those that count, calls of each arm, seed, doubles of the reference, and what is planted. */
    public static void main(String[] args) throws Exception {
        List<Integer> planted = List.of(args).subList(5, args.length).stream()
                .map(Integer::valueOf)
                .toList();
        long seed = Long.parseLong(args[3]);
        Schedule schedule = Schedule.drawn(
                arms(Integer.parseInt(args[4]), planted), Integer.parseInt(args[1]), Integer.parseInt(args[2]), seed);
        Settings settings = Settings.from(
                Map.of(
                        "PORTAL_PORT",
                        "0",
                        "PORTAL_JDBC_URL",
                        JDBC_URL,
                        "PORTAL_ATTEMPTS",
                        "off",
                        "RECUPERA_SECRET",
                        TestPortal.SECRET),
                Path.of(""));
        try (RunningPortal portal = RunningPortal.start(settings, Portals.demonstration(), Clock.systemUTC());
                KeptConnection connection = KeptConnection.to(portal.port())) {
            HttpCalls calls = HttpCalls.prepared(connection, JDBC_URL, schedule, ~seed);
            Stopwatch.of(calls, schedule, BATCH).each().write(Path.of(args[0]));
        }
        // What was accepted meanwhile is mailed to nobody.
        System.exit(0);
    }
}
