package org.recupera.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("load")
class H2PurgeLoadTest extends PurgeLoadContract {

    @AutoClose
    private static final TestDatabase DATABASE = inAFile().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String numbers() {
        return "(SELECT X AS n FROM SYSTEM_RANGE(1, " + ROWS + ")) AS numbers";
    }

    @Override
    String payload() {
        return "X'00'";
    }

    @Override
    String analyse() {
        return "ANALYZE";
    }

    @Override
    boolean isByIndex(String plan) {
        return plan.contains("/* index sorted */") && !plan.contains("tableScan");
    }

    /** As a small portal keeps it. */
    private static TestDatabase inAFile() {
        try {
            return new TestDatabase("jdbc:h2:" + Files.createTempDirectory("recupera-load") + "/portal", "sa");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
