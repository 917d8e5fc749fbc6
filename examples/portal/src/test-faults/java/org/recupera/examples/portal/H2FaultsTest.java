package org.recupera.examples.portal;

import java.nio.file.Path;

/** One process on a file of its own: while it is dead, nobody goes on, and it carries on where it was. */
class H2FaultsTest extends FaultsContract {

    @Override
    PortalDatabase database(Path folder) {
        return PortalDatabase.h2(folder);
    }

    @Override
    int share() {
        return 40;
    }

    @Override
    boolean isFromTheEnd() {
        return true;
    }
}
