package org.recupera.jdbc;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;

class H2UnversionedPasswordsTest extends PortalPasswordsContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

    private static final PortalTable TABLE = PortalTable.in(DATABASE, "TIMESTAMP", "");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable table() {
        return TABLE;
    }

    @Override
    @Nullable
    VersionType versions() {
        return null;
    }
}
