package org.recupera.memory;

import org.recupera.conformance.TokenStoreSuite;
import org.recupera.port.TokenStore;

class InMemoryTokenStoreTest extends TokenStoreSuite {

    private final InMemoryTokenStore store = InMemoryTokenStore.create();

    @Override
    protected TokenStore store() {
        return store;
    }

    @Override
    protected TokenStore another() {
        return store;
    }
}
