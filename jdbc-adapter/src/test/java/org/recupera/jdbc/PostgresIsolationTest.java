package org.recupera.jdbc;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"READ UNCOMMITTED", "REPEATABLE READ", "SERIALIZABLE"})
class PostgresIsolationTest extends IsolationContract {

    @Override
    TestDatabase at(String level) {
        return Postgres.newDatabase()
                .withSchema()
                .begunWith("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level);
    }
}
