package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("load")
class PostgresPurgeLoadTest extends PurgeLoadContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String numbers() {
        return "generate_series(1, " + ROWS + ") AS n";
    }

    @Override
    String payload() {
        return "'\\x00'::bytea";
    }

    @Override
    String analyse() {
        return "ANALYZE";
    }

    @Override
    boolean isByIndex(String plan) {
        return plan.matches("(?s).*Index (Only )?Scan.*") && !plan.contains("Seq Scan") && !plan.contains("Sort");
    }
}
