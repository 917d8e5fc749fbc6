package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbEndedConnectionsTest extends EndedConnectionsContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    List<String> endOthers(Connection connection) throws SQLException {
        List<String> ends = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet others = statement.executeQuery("SELECT id FROM information_schema.processlist"
                        + " WHERE db = DATABASE() AND id <> CONNECTION_ID()")) {
            while (others.next()) {
                ends.add("KILL " + others.getLong(1));
            }
        }
        return ends;
    }
}
