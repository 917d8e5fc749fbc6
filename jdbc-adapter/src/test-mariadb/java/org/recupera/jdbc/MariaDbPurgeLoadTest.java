package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** With the profiles load and mariadb together. */
@Tag("load")
class MariaDbPurgeLoadTest extends PurgeLoadContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String numbers() {
        return "(SELECT seq AS n FROM seq_1_to_" + ROWS + ") AS numbers";
    }

    @Override
    String payload() {
        return "X'00'";
    }

    @Override
    String analyse() {
        return "ANALYZE TABLE recupera_link, recupera_work, recupera_attempt, recupera_event, recupera_support_case,"
                + " recupera_case_field, recupera_case_message, recupera_case_part";
    }

    @Override
    String explain() {
        return "EXPLAIN FORMAT=JSON";
    }

    @Override
    boolean isByIndex(String plan) {
        return plan.contains("\"access_type\": \"range\"") && !plan.contains("filesort");
    }
}
