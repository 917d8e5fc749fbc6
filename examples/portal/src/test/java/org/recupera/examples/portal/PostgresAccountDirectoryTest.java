package org.recupera.examples.portal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.recupera.examples.portal.accounts.Database;

class PostgresAccountDirectoryTest extends AccountDirectoryContract {

    private static EmbeddedPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = Database.open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    String inPlan(String index) {
        return "Index Scan using " + index + " ";
    }
}
