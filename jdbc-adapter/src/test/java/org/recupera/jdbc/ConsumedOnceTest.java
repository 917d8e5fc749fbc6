package org.recupera.jdbc;

/** The short form, for every build. */
class ConsumedOnceTest extends ConsumedOnceContract {

    @Override
    int attempts() {
        return 20_000;
    }
}
