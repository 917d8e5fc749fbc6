package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.endsWith;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Work;

/** What is the adapter's own: schema, isolation, conflicts and the connections that it borrows. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class StorageContract {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.000001Z");
    private static final Allowance THREE = new Allowance(3, Duration.ofMinutes(3));
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final PortalId portal = new PortalId("portal-" + NAMES.incrementAndGet());

    /** A database of the class's own, without tables. */
    abstract TestDatabase database();

    /** A pool on it whose connections wait for a lock hardly at all. */
    abstract DataSource impatient();

    private JdbcStorage storage() {
        JdbcStorage storage = JdbcStorage.over(database().node());
        storage.installSchema();
        return storage;
    }

    @Test
    void Nothing_is_created_unasked() {
        JdbcStorage storage = JdbcStorage.over(database().node()).withTablePrefix("absent_");
        assertThatThrownBy(() -> storage.queue().put(work("a")))
                .isInstanceOf(PortException.class)
                .hasMessageStartingWith("work queue: put")
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void Installing_again_keeps_what_is_there() {
        storage().queue().put(work("a"));
        storage();
        assertThat(storage().queue().status(portal).waiting()).isOne();
    }

    @Test
    void Nodes_that_start_together_may_all_install() {
        JdbcStorage storage = JdbcStorage.over(database().node()).withTablePrefix("together_");
        assertThat(Threads.sixteen(i -> {
                    storage.installSchema();
                    return storage.queue().put(work("k" + i));
                }))
                .containsOnly(true);
    }

    @Test
    void Tables_of_different_prefixes_share_nothing() {
        JdbcStorage other = JdbcStorage.over(database().node()).withTablePrefix("other_");
        other.installSchema();
        assertThat(storage().queue().put(work("a"))).isTrue();
        assertThat(other.queue().put(work("a"))).isTrue();
        assertThat(other.attempts().take(portal, "a", THREE, NOW)).isZero();
        assertThat(other.tokens().open(portal, LinkPurpose.PASSWORD, new AccountId("a")))
                .isEmpty();
    }

    @Test
    void The_database_itself_refuses_a_second_link_in_a_slot() {
        Link link = made("slot");
        storage().tokens().keep(link, NOW);
        assertThatThrownBy(() -> database()
                        .execute("INSERT INTO recupera_link (portal, selector, key_id, purpose,"
                                + " account, binding, state, fence, made_at, moved_at, mails) VALUES ('" + portal
                                + "', 'x',"
                                + " 'k', 'PASSWORD', 'slot', 'b', 'MADE', 0, 0, 0, 0)"))
                .hasCauseInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRANSACTION_READ_UNCOMMITTED",
                "TRANSACTION_READ_COMMITTED",
                "TRANSACTION_REPEATABLE_READ",
                "TRANSACTION_SERIALIZABLE"
            })
    void One_wins_at_every_isolation_level_of_the_pool(String level) {
        storage();
        JdbcStorage storage = JdbcStorage.over(database().pool(config -> {
            config.setTransactionIsolation(level);
            config.setAutoCommit(false);
        }));
        for (int round = 0; round < 5; round++) {
            String account = "a" + round;
            Set<Link> kept = Set.copyOf(Threads.sixteen(i -> storage.tokens().keep(made(account), NOW)));
            assertThat(kept).hasSize(1);
            Link link = kept.iterator().next();
            assertThat(Threads.sixteen(i -> storage.tokens().move(link, link.mailed(NOW))))
                    .containsOnlyOnce(true);
            assertThat(Threads.sixteen(i -> storage.queue().put(work(account)))).containsOnlyOnce(true);
            assertThat(Threads.sixteen(i -> storage.attempts().take(portal, account, THREE, NOW)).stream()
                            .filter(Duration::isZero))
                    .hasSize(3);
        }
        assertThat(
                        Threads.sixteen(i -> storage.queue().claim(portal, Lane.DECIDE, 1, NOW, Duration.ofMinutes(1)))
                                .stream()
                                .flatMap(claimed ->
                                        claimed.stream().map(unit -> unit.work().key()))
                                .collect(Collectors.toList()))
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void Links_that_push_each_other_out_end_with_one_in_service() {
        JdbcStorage storage = storage();
        for (int round = 0; round < 5; round++) {
            AccountId account = new AccountId("push" + round);
            Link old = storage.tokens().keep(made(account.value()), NOW);
            Link live = old.mailed(NOW);
            storage.tokens().move(old, live);
            Link young = storage.tokens().keep(made(account.value()), NOW.plusSeconds(1));
            Threads.sixteen(i -> i % 2 == 0
                    ? storage.tokens().move(young, young.mailed(NOW.plusSeconds(2)))
                    : storage.tokens().move(live, live.moved(LinkState.TAKEN, NOW.plusSeconds(2))));
            assertThat(storage.tokens().open(portal, LinkPurpose.PASSWORD, account))
                    .extracting(Link::selector)
                    .containsExactly(young.selector());
        }
    }

    @Test
    void A_link_that_others_make_and_mail_between_two_looks_is_handed_back() throws SQLException {
        JdbcStorage others = storage();
        AtomicReference<Link> mailed = new AtomicReference<>();
        Connection real = database().node().getConnection();
        Connection watched = mock(Connection.class, delegatesTo(real));
        when(watched.prepareStatement(startsWith("INSERT INTO recupera_link"))).thenAnswer(call -> {
            Link link = others.tokens().keep(made("between"), NOW);
            mailed.set(link.mailed(NOW));
            others.tokens().move(link, mailed.get());
            return real.prepareStatement(call.getArgument(0));
        });
        DataSource pool = mock(DataSource.class);
        when(pool.getConnection())
                .thenReturn(watched)
                .thenAnswer(call -> database().node().getConnection());
        assertThat(JdbcStorage.over(pool).tokens().keep(made("between"), NOW)).isEqualTo(mailed.get());
        assertThat(others.tokens().open(portal, LinkPurpose.PASSWORD, new AccountId("between")))
                .containsExactly(mailed.get());
    }

    @Test
    void A_selector_is_kept_once_whatever_became_of_its_link() {
        JdbcStorage storage = storage();
        Link link = storage.tokens().keep(made("first-owner"), NOW);
        Link again =
                Link.made(portal, link.selector(), "k1", LinkPurpose.PASSWORD, new AccountId("second-owner"), "b", NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.tokens().keep(again, NOW))
                .withMessageContaining("selector");
        assertThat(storage.tokens().move(link, link.moved(LinkState.VOID, NOW))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> storage.tokens().keep(again, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.tokens().keep(link, NOW));
        assertThat(storage.tokens().open(portal, LinkPurpose.PASSWORD, again.account()))
                .isEmpty();
        assertThat(storage.tokens().find(portal, link.selector())).contains(link.moved(LinkState.VOID, NOW));
    }

    @Test
    void One_link_that_many_keep_at_once_is_handed_to_all() {
        JdbcStorage storage = storage();
        for (int round = 0; round < 5; round++) {
            Link link = made("same" + round);
            assertThat(Threads.sixteen(i -> storage.tokens().keep(link, NOW))).containsOnly(link);
        }
    }

    @Test
    void Connections_go_back_as_they_came() throws SQLException {
        JdbcStorage installed = storage();
        try (Connection real = database().node().getConnection()) {
            real.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            real.setAutoCommit(false);
            Connection kept = mock(Connection.class, delegatesTo(real));
            doNothing().when(kept).close();
            DataSource pool = mock(DataSource.class);
            when(pool.getConnection()).thenReturn(kept);
            JdbcStorage storage = JdbcStorage.over(pool);
            Link link = storage.tokens().keep(made("as-it-came"), NOW);
            assertThat(storage.tokens().find(portal, link.selector())).contains(link);
            assertThat(real.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(real.getAutoCommit()).isFalse();
            assertThat(installed.tokens().find(portal, link.selector())).contains(link);
        }
    }

    @Test
    void A_rollback_of_the_callers_undoes_nothing_here() throws SQLException {
        JdbcStorage storage = storage();
        try (Connection callers = database().node().getConnection()) {
            callers.setAutoCommit(false);
            storage.queue().put(work("mine"));
            callers.rollback();
        }
        assertThat(storage.queue().status(portal).waiting()).isOne();
    }

    @Test
    void Rows_that_others_hold_are_skipped_or_given_up_after_some_tries() throws SQLException {
        JdbcStorage storage = storage();
        Link link = storage.tokens().keep(made("held"), NOW);
        storage.queue().put(work("held"));
        storage.attempts().take(portal, "held", THREE, NOW);
        JdbcStorage beaten = JdbcStorage.over(impatient());
        try (Connection holder = database().node().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("UPDATE recupera_link SET mails = mails WHERE portal = '" + portal + "'");
            statement.execute("UPDATE recupera_work SET claims = claims WHERE portal = '" + portal + "'");
            statement.execute("UPDATE recupera_attempt SET mark = mark WHERE portal = '" + portal + "'");
            assertThat(beaten.tokens().move(link, link.mailed(NOW))).isFalse();
            assertThat(storage.queue().claim(portal, Lane.DECIDE, 9, NOW, Duration.ofMinutes(1)))
                    .isEmpty();
            assertThat(storage.tokens().purge(portal, NOW.plusSeconds(9), 9)).isZero();
            assertThat(storage.attempts().purge(portal, NOW.plusSeconds(999), 9))
                    .isZero();
            assertThatThrownBy(() -> beaten.attempts().take(portal, "held", THREE, NOW))
                    .isInstanceOf(PortException.class)
                    .hasMessageStartingWith("attempt log: take");
            holder.rollback();
        }
        assertThat(beaten.tokens().move(link, link.mailed(NOW))).isTrue();
        assertThat(storage.tokens().purge(portal, NOW.plusSeconds(9), 9)).isOne();
    }

    @Test
    void What_is_used_again_between_two_looks_of_a_purge_stays() throws SQLException {
        JdbcStorage others = storage();
        Instant later = NOW.plus(Duration.ofHours(1));
        others.attempts().take(portal, "again", THREE, NOW);
        Connection real = database().node().getConnection();
        Connection watched = mock(Connection.class, delegatesTo(real));
        when(watched.prepareStatement(endsWith("SKIP LOCKED"))).thenAnswer(call -> {
            others.attempts().take(portal, "again", THREE, later);
            return real.prepareStatement(call.getArgument(0));
        });
        DataSource pool = mock(DataSource.class);
        when(pool.getConnection())
                .thenReturn(watched)
                .thenAnswer(call -> database().node().getConnection());
        assertThat(JdbcStorage.over(pool).attempts().purge(portal, later, 9)).isZero();
        assertThat(others.attempts().take(portal, "again", THREE, later)).isZero();
        assertThat(others.attempts().take(portal, "again", THREE, later)).isZero();
        assertThat(others.attempts().take(portal, "again", THREE, later)).isPositive();
    }

    @Test
    void A_unit_that_others_hold_is_no_reason_to_claim_none() throws SQLException {
        JdbcStorage storage = storage();
        storage.queue().put(work("held"));
        storage.queue().put(work("free"));
        try (Connection holder = database().node().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(
                    "UPDATE recupera_work SET claims = claims WHERE portal = '" + portal + "' AND work_key = 'held'");
            assertThat(storage.queue().claim(portal, Lane.DECIDE, 9, NOW, Duration.ofMinutes(1)))
                    .extracting(unit -> unit.work().key())
                    .containsExactly("free");
            holder.rollback();
        }
    }

    @Test
    void A_flood_of_keys_gives_no_spent_budget_back_and_fills_no_table() throws SQLException {
        JdbcStorage small = storage().withAttemptCapacity(100);
        AttemptLog log = small.attempts();
        for (int i = 0; i < 3; i++) {
            assertThat(log.take(portal, "victim", THREE, NOW)).isZero();
        }
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += log.take(portal, "flood-" + i, THREE, NOW).isZero() ? 1 : 0;
        }

        assertThat(taken).as("99 keys and one budget for all others").isEqualTo(99 + THREE.attempts());
        assertThat(attemptRows()).isEqualTo(100 + 1);
        assertThat(log.take(portal, "victim", THREE, NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(log.take(portal, "flood-1", THREE, NOW))
                .as("a key that has a row")
                .isZero();
        AttemptLog another = small.attempts();
        assertThat(another.purge(portal, NOW, 9)).isZero();
        assertThat(another.take(portal, "flood-999", THREE, NOW))
                .as("on another node that has counted, from the same budget")
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(log.take(portal, "flood-999", new Allowance(1, Duration.ofHours(1)), NOW))
                .as("from the budget of another allowance")
                .isZero();
        log.giveBack(portal, "flood-999", THREE, NOW);
        assertThat(log.take(portal, "flood-999", THREE, NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void Counters_have_room_again_once_marks_were_purged() throws SQLException {
        JdbcStorage small = storage().withAttemptCapacity(100);
        AttemptLog log = small.attempts();
        flood(log, 110, NOW);
        assertThat(log.take(portal, "late", THREE, NOW)).isPositive();
        Instant later = NOW.plus(Duration.ofMinutes(10));
        assertThat(small.attempts().purge(portal, later, 1_000))
                .as("by another node")
                .isEqualTo(101);
        assertThat(log.take(portal, "late", THREE, later))
                .as("not counted yet, so from the shared budget")
                .isZero();
        assertThat(log.purge(portal, NOW, 9)).isZero();
        for (int i = 0; i < 49; i++) {
            assertThat(log.take(portal, "new-" + i, THREE, later)).isZero();
        }
        assertThat(attemptRows()).isEqualTo(50);
        assertThat(log.purge(portal, later.plus(Duration.ofMinutes(10)), 1_000)).isEqualTo(50);
        for (int i = 0; i < 100; i++) {
            assertThat(log.take(portal, "newer-" + i, THREE, later)).isZero();
        }
        assertThat(attemptRows()).isEqualTo(100);
    }

    @Test
    void A_node_that_leaves_purging_to_others_sees_that_there_is_room_again() throws SQLException {
        JdbcStorage small = storage().withAttemptCapacity(100);
        AttemptLog log = small.attempts();
        flood(log, 110, NOW);
        Instant later = NOW.plus(Duration.ofMinutes(15));
        assertThat(small.attempts().purge(portal, later, 1_000)).isEqualTo(101);

        for (int i = 0; i < 100; i++) {
            assertThat(log.take(portal, "new-" + i, THREE, later)).isZero();
        }
        assertThat(attemptRows()).as("none of them in the shared budget").isEqualTo(100);
        flood(log, 10, later);
        assertThat(attemptRows()).as("full again, with a row for all others").isEqualTo(101);
    }

    @Test
    void Counters_for_hardly_any_key_are_refused() {
        JdbcStorage storage = storage();
        assertThatIllegalArgumentException().isThrownBy(() -> storage.withAttemptCapacity(99));
    }

    private int attemptRows() throws SQLException {
        try (Connection connection = database().node().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM recupera_attempt WHERE portal = '" + portal + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Link made(String account) {
        return Link.made(
                portal, "s" + NAMES.incrementAndGet(), "k1", LinkPurpose.PASSWORD, new AccountId(account), "b", NOW);
    }

    private void flood(AttemptLog log, int keys, Instant at) {
        for (int i = 0; i < keys; i++) {
            log.take(portal, "flood-" + i, THREE, at);
        }
    }

    private Work work(String key) {
        return new Work(portal, key, Lane.DECIDE, "kind", new byte[] {0, -1}, NOW, NOW);
    }
}
