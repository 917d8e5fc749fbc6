package org.recupera.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbEventTrailTest extends EventTrailContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String lockTable() {
        return "LOCK TABLES recupera_event READ";
    }

    @Override
    void release(Statement statement) throws SQLException {
        statement.execute("UNLOCK TABLES");
    }
}
