package org.recupera.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;

class H2EventTrailTest extends EventTrailContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String lockTable() {
        // H2 lets nobody hold a table against inserts.
        return "ALTER TABLE recupera_event RENAME TO recupera_event_away";
    }

    @Override
    void release(Statement statement) throws SQLException {
        statement.execute("ALTER TABLE recupera_event_away RENAME TO recupera_event");
    }
}
