package org.recupera.jdbc;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;

class PostgresEndedConnectionsTest extends EndedConnectionsContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    List<String> endOthers(Connection connection) {
        return List.of("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
}
