package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.CaseNumber;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Event;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;
import org.recupera.port.SupportCase;
import org.recupera.port.Work;

/**
 * A million old rows in each table go, and a million of closed cases, in the batches of the library's housekeeping, while
 * four people at a time use the same tables.
 *
 * <p>What the purge adds to the slowest change is to stay below 100 ms; a first run without a purge says how slow the
 * slowest one is on this machine anyway. Prints its figures.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class PurgeLoadContract {

    static final int ROWS = Integer.getInteger("recupera.load.rows", 1_000_000);

    /** With a field, a message and a file each, as many rows as the other tables have. */
    private static final int CASES = ROWS / 4;

    private static final int BATCH = 500;
    private static final int CASES_A_BATCH = 50;
    private static final int PEOPLE = 4;
    private static final Duration HELD_UP = Duration.ofMillis(100);
    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(8));
    private static final PortalId PORTAL = new PortalId("load");
    private static final Allowance MANY = new Allowance(1_000, Duration.ofHours(1));

    private final AtomicInteger names = new AtomicInteger();

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    /** A table of the numbers from 1 to {@link #ROWS} in a column n. */
    abstract String numbers();

    /** What brings the planner's statistics up to date. */
    abstract String analyse();

    /** What shows a plan in the first column of its rows. */
    String explain() {
        return "EXPLAIN";
    }

    /** Whether a plan reads no more of the table than the batch takes. */
    abstract boolean isByIndex(String plan);

    @Test
    void old_rows_by_the_million_go_and_hold_up_nobody() throws Exception {
        fill();
        plans();
        List<Long> alone = changesDuring(() -> {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(20);
            }
        });
        List<Long> batches = new ArrayList<>();
        long start = System.nanoTime();
        List<Long> beside = changesDuring(() -> {
            JdbcStorage storage = database().storage();
            purge(batches, () -> storage.tokens().purge(PORTAL, BEFORE, BATCH));
            purge(batches, () -> storage.queue().purge(PORTAL, BEFORE, BATCH));
            purge(batches, () -> storage.attempts().purge(PORTAL, BEFORE, BATCH));
            purge(batches, () -> storage.eventTrail().purge(PORTAL, BEFORE, BATCH));
            purge(batches, () -> storage.cases().purge(PORTAL, BEFORE, CASES_A_BATCH));
        });
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        String figures = String.format(
                Locale.ROOT,
                "%s: 5 x %,d rows purged in %d s, %,d batches: %s; changes without a purge: %s; beside it: %s",
                getClass().getSimpleName(),
                ROWS,
                took.toSeconds(),
                batches.size(),
                figures(batches),
                figures(alone),
                figures(beside));
        System.out.println(figures);
        assertThat(left()).isZero();
        assertThat(beside).as("changes beside the purge").hasSizeGreaterThan(1_000);
        assertThat(Duration.ofNanos(max(beside))).as(figures).isLessThan(HELD_UP.plus(Duration.ofNanos(max(alone))));
    }

    private void fill() {
        String old = Long.toString(Micros.of(BEFORE.minus(Duration.ofDays(1))));
        String at = old + " - n";
        database()
                .execute(
                        "INSERT INTO recupera_link (portal, selector, key_id, purpose, account, binding, state, fence,"
                                + " made_at, moved_at, mails) SELECT 'load', CONCAT('s', n), 'k1', 'PASSWORD', CONCAT('a',"
                                + " MOD(n, 50000)), 'b', 'USED', 3, " + at + ", " + at + ", 1 FROM " + numbers(),
                        "INSERT INTO recupera_work (portal, work_key, lane, kind, payload, accepted_at, due_at, claims,"
                                + " leased, dead_at, reason) SELECT 'load', CONCAT('k', n), 'DELIVER', 'link-mail', "
                                + payload() + ", " + at + ", " + at + ", 1, 0, " + at + ", 'gone' FROM " + numbers(),
                        "INSERT INTO recupera_attempt (portal, attempt_key, mark) SELECT 'load', CONCAT('k', n), " + at
                                + " FROM " + numbers(),
                        "INSERT INTO recupera_event (portal, happened_at, type, subject, body) SELECT 'load', " + at
                                + ", 'LINK_OPENED', CONCAT('s', MOD(n, 50000)), '{\"type\":\"LINK_OPENED\"}' FROM "
                                + numbers(),
                        "INSERT INTO recupera_support_case (portal, case_number, submission, digest, filed_at, language,"
                                + " requester, file_count, state, changed_at, final_at, version) SELECT 'load',"
                                + " CONCAT('c', n), CONCAT('s', n), 'd', " + at + ", 'es', 'ana@empresa.example', 1,"
                                + " 'CLOSED', " + at + ", " + at + ", 2 FROM " + cases(),
                        "INSERT INTO recupera_case_field (portal, case_number, place, name, field_role, label,"
                                + " field_value, shown_text) SELECT 'load', CONCAT('c', n), 1, 'nombre', 'NAME', 'Nombre',"
                                + " 'Ana', 'Ana' FROM " + cases(),
                        "INSERT INTO recupera_case_message (portal, case_number, place, written_at, author, body, state)"
                                + " SELECT 'load', CONCAT('c', n), 1, " + at + ", 'DESK', 'Listo.', 'CLOSED' FROM "
                                + cases(),
                        "INSERT INTO recupera_case_part (portal, case_number, place, part, content) SELECT 'load',"
                                + " CONCAT('c', n), 1, 1, " + payload() + " FROM " + cases(),
                        analyse());
    }

    private String cases() {
        return numbers() + " WHERE n <= " + CASES;
    }

    /** Some bytes, as a literal. */
    abstract String payload();

    /** The statement that looks for a batch is the one that could read a whole table. */
    private void plans() throws SQLException {
        String where = " WHERE portal = 'load' AND ";
        for (String select : List.of(
                "selector FROM recupera_link" + where + "moved_at < 99 AND made_at < 99 ORDER BY portal, moved_at",
                "id FROM recupera_work" + where + "dead_at < 99 ORDER BY portal, dead_at",
                "attempt_key FROM recupera_attempt" + where + "mark < 99 ORDER BY portal, mark",
                "id FROM recupera_event" + where + "happened_at < 99 ORDER BY portal, happened_at",
                "case_number FROM recupera_support_case" + where
                        + "final_at < 99 AND final_at >= 0 ORDER BY portal, final_at")) {
            String plan = plan(explain() + " SELECT " + select + " LIMIT 500");
            assertThat(isByIndex(plan)).as(plan).isTrue();
        }
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database().node().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static void purge(List<Long> batches, IntSupplier batch) {
        int purged = 1;
        while (purged > 0) {
            long start = System.nanoTime();
            purged = batch.getAsInt();
            batches.add(System.nanoTime() - start);
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private List<Long> changesDuring(Step step) throws InterruptedException, ExecutionException {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                running.add(people.submit(() -> person(over)));
            }
            step.run();
            over.set(true);
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
            return all;
        } finally {
            over.set(true);
            people.shutdownNow();
        }
    }

    /** Asks for a link, has it mailed, uses it and files a case, a little slower than the database could. */
    private List<Long> person(AtomicBoolean over) throws InterruptedException {
        JdbcStorage storage = database().otherStorage();
        JdbcEventTrail trail = storage.eventTrail();
        List<Long> nanos = new ArrayList<>();
        while (!over.get()) {
            int count = names.incrementAndGet();
            String name = "n" + count;
            timed(nanos, () -> storage.attempts().take(PORTAL, name, MANY, NOW));
            timed(nanos, () -> storage.queue().put(new Work(PORTAL, name, Lane.DECIDE, "k", new byte[99], NOW, NOW)));
            List<ClaimedWork> claimed = new ArrayList<>();
            timed(
                    nanos,
                    () -> claimed.addAll(storage.queue().claim(PORTAL, Lane.DECIDE, 1, NOW, Duration.ofMinutes(1))));
            Link link = Link.made(PORTAL, name, "k1", LinkPurpose.PASSWORD, new AccountId(name), "b", NOW);
            timed(nanos, () -> storage.tokens().keep(link, NOW));
            timed(nanos, () -> storage.tokens().move(link, link.mailed(NOW)));
            timed(
                    nanos,
                    () -> storage.tokens()
                            .move(link.mailed(NOW), link.mailed(NOW).moved(LinkState.USED, NOW)));
            timed(nanos, () -> claimed.forEach(unit -> storage.queue().settle(unit, new Settlement.Done())));
            timed(
                    nanos,
                    () -> trail.on(Event.of(NOW, PORTAL, Event.Type.LINK_OPENED).subject(name)));
            CaseNumber number = CaseNumber.of("HC", 2026, String.format(Locale.ROOT, "%08d", count));
            SupportCase filed = SupportCase.filed(PORTAL, number, name, "d", NOW, Locale.forLanguageTag("es"))
                    .build();
            timed(nanos, () -> storage.cases().file(filed, file -> InputStream.nullInputStream()));
            Thread.sleep(5);
        }
        return nanos;
    }

    private static void timed(List<Long> nanos, Runnable change) {
        long start = System.nanoTime();
        change.run();
        nanos.add(System.nanoTime() - start);
    }

    private long left() throws SQLException {
        long old = 0;
        String before = " < " + Micros.of(BEFORE);
        for (String count : List.of(
                "link WHERE moved_at" + before,
                "work WHERE dead_at" + before,
                "attempt WHERE mark" + before,
                "event WHERE happened_at" + before,
                "support_case WHERE final_at" + before,
                "case_field WHERE case_number LIKE 'c%'",
                "case_part WHERE case_number LIKE 'c%'",
                "case_message WHERE body <> '' AND case_number LIKE 'c%'")) {
            old += Long.parseLong(plan("SELECT COUNT(*) FROM recupera_" + count).strip());
        }
        return old;
    }

    private static String figures(List<Long> nanos) {
        return String.format(
                Locale.ROOT,
                "%,d, median %.1f ms, p99 %.1f, p99.9 %.1f, max %.1f",
                nanos.size(),
                at(nanos, 0.5) / 1e6,
                at(nanos, 0.99) / 1e6,
                at(nanos, 0.999) / 1e6,
                max(nanos) / 1e6);
    }

    private static long at(List<Long> nanos, double part) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, (long) (sorted.size() * part)));
    }

    private static long max(List<Long> nanos) {
        return at(nanos, 1);
    }
}
