package org.recupera.examples.portal;

import org.junit.jupiter.api.AutoClose;
import org.recupera.examples.portal.accounts.Database;

class H2AccountDirectoryTest extends AccountDirectoryContract {

    @AutoClose
    private static final Database DATABASE = Database.open("jdbc:h2:mem:cuentas;DB_CLOSE_DELAY=-1", "portal", "");

    @Override
    Database database() {
        return DATABASE;
    }

    @Override
    String inPlan(String index) {
        return "PUBLIC." + index + ": ";
    }
}
