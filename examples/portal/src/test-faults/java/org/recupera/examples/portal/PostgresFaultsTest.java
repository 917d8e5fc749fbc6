package org.recupera.examples.portal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Several processes on one PostgreSQL: while one is dead, others go on. */
class PostgresFaultsTest extends FaultsContract {

    private static final int NODES = 3;

    private static EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    PortalDatabase database(Path folder) {
        return PortalDatabase.postgres(postgres, "faults" + ++databases, NODES);
    }

    @Override
    int share() {
        return 60;
    }

    @Override
    boolean isFromTheEnd() {
        return false;
    }
}
