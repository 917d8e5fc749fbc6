package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** What every case store promises, and what is the adapter's own: parts, connections, conflicts and indexes. */
abstract class CasesContract extends CaseStoreSuite {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int PART = 256 * 1024;
    private static final int SIZE = 3 * PART + 5;
    private static final FileContents ZEROS = file -> new ByteArrayInputStream(new byte[(int) file.size()]);
    private static final Filing FILED = new Filing.Filed(null);

    private final PortalId portal = new PortalId("portal-" + NAMES.incrementAndGet());

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    /** A pool on it whose connections wait for a lock hardly at all. */
    abstract DataSource impatient();

    /** Settings under which the plan of a query on a small table is that on a large one. */
    abstract String[] asIfLarge();

    @Override
    protected CaseStore store() {
        return database().storage().cases();
    }

    @Override
    protected CaseStore another() {
        return database().otherStorage().cases();
    }

    @Test
    void No_row_grows_with_a_file() {
        SupportCase filed = withAFile();
        store().file(filed, ZEROS);
        assertThat(count("SELECT COUNT(*) FROM recupera_case_part WHERE LENGTH(content) > " + PART))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM recupera_case_part WHERE portal = '" + portal + "'"))
                .isEqualTo(4);
    }

    @Test
    void A_number_that_no_case_has_is_looked_for_by_as_many_statements_as_one_that_a_case_has() {
        SupportCase filed = withAFile();
        store().file(filed, ZEROS);
        SupportCase another = withAFile();

        assertThat(statementsFor(another.number(), false))
                .isEqualTo(statementsFor(filed.number(), true))
                .isPositive();
    }

    private int statementsFor(CaseNumber number, boolean isThere) {
        FaultySource counted = FaultySource.over(database().node(), FaultySource.Fault.DEADLOCK, Integer.MAX_VALUE);
        assertThat(JdbcStorage.over(counted.source()).cases().find(portal, number))
                .matches(found -> found.isPresent() == isThere);
        return counted.steps();
    }

    @Test
    void No_connection_is_held_while_a_receiver_takes_its_time() throws IOException {
        SupportCase filed = withAFile();
        store().file(filed, ZEROS);
        CaseStore ofOneConnection = JdbcStorage.over(database().pool(config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(500);
                }))
                .cases();
        AtomicInteger written = new AtomicInteger();
        OutputStream slow = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes) {
                assertThat(ofOneConnection.find(portal, filed.number())).isPresent();
                written.addAndGet(bytes.length);
            }
        };
        assertThat(ofOneConnection.copy(portal, filed.number(), 1, slow)).isTrue();
        assertThat(written).hasValue(SIZE);
    }

    @Test
    void A_file_that_is_purged_while_it_is_written_out_is_no_whole_file() {
        SupportCase filed = withAFile();
        store().file(filed, ZEROS);
        store().append(filed, closing());
        OutputStream purging = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes) {
                another().purge(portal, NOON.plusSeconds(1), 1);
            }
        };
        assertThatThrownBy(() -> store().copy(portal, filed.number(), 1, purging))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("purged");
    }

    @Test
    void Files_are_opened_again_and_closed_each_time_when_a_filing_gives_way() throws SQLException, IOException {
        SupportCase filed = withAFile();
        Connection real = database().node().getConnection();
        Connection beaten = mock(Connection.class, delegatesTo(real));
        AtomicInteger parts = new AtomicInteger();
        when(beaten.prepareStatement(startsWith("INSERT INTO recupera_case_part")))
                .thenAnswer(call -> {
                    if (parts.incrementAndGet() == 2) {
                        throw new SQLException("deadlock", "40001");
                    }
                    return real.prepareStatement(call.getArgument(0));
                });
        DataSource pool = mock(DataSource.class);
        when(pool.getConnection())
                .thenReturn(beaten)
                .thenAnswer(call -> database().node().getConnection());
        Opened contents = new Opened();
        assertThat(JdbcStorage.over(pool).cases().file(filed, contents)).isEqualTo(FILED);
        assertThat(contents.opened).hasValue(2);
        assertThat(contents.closed).hasValue(2);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertThat(store().copy(portal, filed.number(), 1, copy)).isTrue();
        assertThat(copy.size()).isEqualTo(SIZE);
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    @Test
    void Nothing_is_left_in_any_table_of_a_case_whose_file_broke() {
        SupportCase filed = withAFile();
        FileContents breaking = file -> new InputStream() {
            private int read;

            @Override
            public int read() throws IOException {
                read++;
                if (read > PART + 1) {
                    throw new IOException("the disk is gone");
                }
                return 0;
            }
        };
        assertThatThrownBy(() -> store().file(filed, breaking))
                .isInstanceOf(PortException.class)
                .hasCauseInstanceOf(IOException.class);
        for (String table : List.of("support_case", "case_field", "case_message", "case_file", "case_part")) {
            assertThat(count("SELECT COUNT(*) FROM recupera_" + table + " WHERE portal = '" + portal + "'"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void Whoever_waits_for_a_filing_that_breaks_files_the_case() throws Exception {
        SupportCase filed = withAFile();
        CompletableFuture<Filing> second = new CompletableFuture<>();
        FileContents breaking = file -> {
            second.completeAsync(() -> another().file(filed, ZEROS));
            throw new IOException("the disk is gone");
        };
        assertThatThrownBy(() -> store().file(filed, breaking)).isInstanceOf(PortException.class);
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(FILED);
        assertThat(store().file(filed, ZEROS)).isEqualTo(new Filing.Repeated(filed.number(), filed.digest()));
    }

    @Test
    void A_purge_empties_every_table_of_what_people_wrote() {
        SupportCase filed = withAFile();
        store().file(filed, ZEROS);
        store().append(filed, closing());
        assertThat(store().purge(portal, NOON.plusSeconds(1), 1)).isOne();
        String here = " WHERE portal = '" + portal + "'";
        assertThat(count("SELECT COUNT(requester) FROM recupera_support_case" + here))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM recupera_case_field" + here)).isZero();
        assertThat(count("SELECT COUNT(*) FROM recupera_case_file" + here)).isZero();
        assertThat(count("SELECT COUNT(*) FROM recupera_case_part" + here)).isZero();
        assertThat(count("SELECT COUNT(*) FROM recupera_case_message" + here + " AND body = ''"))
                .isOne();
        assertThat(count("SELECT COUNT(*) FROM recupera_support_case" + here)).isOne();
    }

    @Test
    void Cases_that_others_hold_are_purged_another_time_and_take_no_message() throws SQLException {
        SupportCase filed = withAFile();
        store().file(filed, ZEROS);
        store().append(filed, closing());
        SupportCase seen = store().find(portal, filed.number()).orElseThrow();
        CaseStore beaten = JdbcStorage.over(impatient()).cases();
        try (Connection holder = database().node().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("UPDATE recupera_support_case SET version = version WHERE portal = '" + portal + "'");
            assertThat(store().purge(portal, NOON.plusSeconds(1), 9)).isZero();
            assertThatThrownBy(() -> beaten.append(seen, closing()))
                    .isInstanceOf(PortException.class)
                    .hasMessageStartingWith("case store: append");
            assertThat(beaten.find(portal, filed.number())).isPresent();
            holder.rollback();
        }
        assertThat(store().purge(portal, NOON.plusSeconds(1), 9)).isOne();
        assertThat(beaten.append(seen, closing())).isTrue();
    }

    @Test
    void A_page_is_read_from_the_index() throws SQLException {
        String listing = new CaseQueries(JdbcSchema.DEFAULT_PREFIX).listing(2, 20);
        Object[] values = {portal.value(), "OPEN", 5L, 5L, "", portal.value(), "CLOSED", 5L, 5L, ""};
        assertThat(plan(listing, values)).containsIgnoringCase("recupera_case_filed");
    }

    private String plan(String query, Object... values) throws SQLException {
        StringBuilder plan = new StringBuilder();
        DataSource ownPool = database().pool(config -> config.setMaximumPoolSize(1));
        try (Connection connection = ownPool.getConnection();
                Statement settings = connection.createStatement();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + query)) {
            for (String setting : asIfLarge()) {
                settings.execute(setting);
            }
            for (int i = 0; i < values.length; i++) {
                explain.setObject(i + 1, values[i]);
            }
            try (ResultSet row = explain.executeQuery()) {
                while (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        plan.append(row.getString(i)).append('\n');
                    }
                }
            }
        }
        return plan.toString();
    }

    private int count(String query) {
        try (Connection connection = database().node().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SupportCase withAFile() {
        String name = "S" + NAMES.incrementAndGet();
        CaseNumber number = CaseNumber.of("HC", 2026, "0000000".substring(name.length() - 1) + name);
        return SupportCase.filed(portal, number, name, "d", NOON, Locale.ENGLISH)
                .fields(List.of(new CaseField("name", CaseField.Role.NAME, "Nombre", "María", "María")))
                .files(List.of(new CaseFile(1, "a.png", "a.png", "image/png", SIZE, "0".repeat(64))))
                .build();
    }

    private static CaseMessage closing() {
        return new CaseMessage(NOON, CaseMessage.Author.DESK, "Adiós, María.", CaseState.CLOSED);
    }

    /** Counts streams. */
    private static final class Opened implements FileContents {

        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public InputStream open(CaseFile file) {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[SIZE]) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }
}
