package org.recupera.jdbc;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"READ UNCOMMITTED", "REPEATABLE READ", "SNAPSHOT", "SERIALIZABLE"})
class H2IsolationTest extends IsolationContract {

    @Override
    TestDatabase at(String level) {
        return H2.newDatabase()
                .withSchema()
                .begunWith("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level);
    }
}
