package org.recupera.jdbc;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("mariadb")
@ParameterizedClass
@ValueSource(strings = {"READ UNCOMMITTED", "REPEATABLE READ", "SERIALIZABLE"})
class MariaDbIsolationTest extends IsolationContract {

    @Override
    TestDatabase at(String level) {
        return MariaDb.newDatabase().withSchema().begunWith("SET SESSION TRANSACTION ISOLATION LEVEL " + level);
    }
}
