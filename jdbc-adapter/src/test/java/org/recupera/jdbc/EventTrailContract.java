package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Event;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;

/** The audit trail, on each database. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class EventTrailContract {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");
    private static final Instant EVENING = NOON.plus(Duration.ofHours(8));

    private static int portals;

    private final PortalId portal = new PortalId("trail-" + ++portals);

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    /** What keeps everybody else from writing to the table. */
    abstract String lockTable();

    private JdbcEventTrail trail() {
        return database().storage().eventTrail();
    }

    @Test
    void The_time_limit_of_an_insert_is_none_of_what_follows_on_its_connection() throws SQLException {
        DataSource pool = database().pool(config -> config.setMaximumPoolSize(1));
        JdbcStorage.over(pool).eventTrail().on(Event.of(NOON, new PortalId("limited"), Event.Type.LINK_OPENED));
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.getQueryTimeout()).isZero();
        }
    }

    @Test
    void An_event_is_kept_as_json_with_a_pseudonym_in_place_of_the_account() {
        Event event = event(NOON)
                .about(new AccountId("cuenta-canaria"), "seudonimo")
                .with("reason", "550 \"ñandú\"\r\n\u0000\ud800 🔑 '; DROP TABLE recupera_event; --");
        trail().on(event);

        KeptEvent kept = all().get(0);
        assertThat(kept)
                .isEqualTo(new KeptEvent(kept.id(), NOON, portal, "MAIL_REJECTED", "seudonimo", event.toJson()));
        assertThat(kept.toString()).doesNotContain("cuenta-canaria");
    }

    @Test
    void Whatever_an_event_holds_it_is_kept() {
        Event event = event(NOON).subject("ñ".repeat(200));
        for (String name : List.of("codes", "keys", "reason", "revoked", "work")) {
            event = event.with(name, "🔑".repeat(50_000));
        }
        trail().on(event);

        assertThat(all()).singleElement().returns(null, KeptEvent::subject).returns(event.toJson(), KeptEvent::json);
    }

    @Test
    void Events_of_some_time_come_in_order_and_in_pages_and_each_once() {
        for (int i = 0; i < 10; i++) {
            trail().on(event(NOON.plusSeconds(i / 3)).with("number", Integer.toString(i)));
        }
        for (int size : new int[] {1, 2, 3, 7, 10, 99}) {
            List<KeptEvent> seen = new ArrayList<>();
            List<KeptEvent> page = trail().between(portal, NOON, EVENING, null, size);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(size);
                seen.addAll(page);
                page = trail().between(portal, NOON, EVENING, page.get(page.size() - 1), size);
            }
            assertThat(seen).as("in pages of %d", size).hasSize(10).doesNotHaveDuplicates();
            assertThat(seen).extracting(KeptEvent::at).isSorted();
        }
        assertThat(trail().between(portal, NOON.plusNanos(1_000), NOON.plusSeconds(2), null, 99))
                .as("from an instant on, up to another")
                .extracting(KeptEvent::at)
                .containsOnly(NOON.plusSeconds(1));
    }

    @Test
    void What_happened_to_somebody_comes_latest_first_and_of_one_portal() {
        trail().on(event(NOON).subject("ana"));
        trail().on(event(NOON.plusSeconds(1)).subject("berta"));
        trail().on(event(NOON.plusSeconds(2)).subject("ana"));
        trail().on(Event.of(NOON, new PortalId("elsewhere"), Event.Type.LINK_OPENED)
                .subject("ana"));

        assertThat(trail().about(portal, "ana", 9))
                .extracting(KeptEvent::at)
                .containsExactly(NOON.plusSeconds(2), NOON);
        assertThat(trail().about(portal, "ana", 1)).extracting(KeptEvent::at).containsExactly(NOON.plusSeconds(2));
        assertThat(trail().about(portal, "an%", 9)).isEmpty();
    }

    @Test
    void Old_events_are_forgotten_a_batch_at_a_time() {
        IntStream.range(0, 8).forEach(i -> trail().on(event(NOON.plusSeconds(i))));

        assertThat(trail().purge(portal, NOON, 99)).isZero();
        assertThat(trail().purge(portal, NOON.plusSeconds(6), 4)).isEqualTo(4);
        assertThat(trail().purge(portal, NOON.plusSeconds(6), 99)).isEqualTo(2);
        assertThat(all()).extracting(KeptEvent::at).containsExactly(NOON.plusSeconds(6), NOON.plusSeconds(7));
    }

    @Test
    void Sixteen_threads_lose_nothing() {
        JdbcEventTrail trail = trail();
        Threads.sixteen(i -> {
            IntStream.range(0, 20).forEach(j -> trail.on(event(NOON.plusSeconds(i))));
            return i;
        });
        assertThat(trail.between(portal, NOON, EVENING, null, 999)).hasSize(320);
    }

    @Test
    void A_table_that_somebody_holds_costs_one_event_a_second_or_two_and_the_next_nothing() throws SQLException {
        JdbcEventTrail trail = trail();
        try (Connection holder = database().otherNode().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(lockTable());

            long start = System.nanoTime();
            assertThatThrownBy(() -> trail.on(event(NOON))).isInstanceOf(PortException.class);
            IntStream.range(0, 1_000).forEach(i -> trail.on(event(NOON.plusSeconds(9))));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            holder.rollback();
            release(statement);
        }
        // The pause begins when the wait has ended.
        trail.on(event(NOON.plusSeconds(10)));
        trail.on(event(NOON.plusSeconds(20)));
        trail.on(event(NOON.plusSeconds(21)));

        assertThat(all())
                .extracting(KeptEvent::type)
                .containsExactly("MAIL_REJECTED", "EVENTS_MISSED", "MAIL_REJECTED");
        assertThat(all().get(1).json()).contains("\"missed\":\"1002\"");
    }

    /** Ends what a rollback does not end. */
    void release(Statement statement) throws SQLException {}

    private List<KeptEvent> all() {
        return trail().between(portal, Instant.EPOCH, EVENING, null, 999);
    }

    private Event event(Instant at) {
        return Event.of(at, portal, Event.Type.MAIL_REJECTED);
    }
}
