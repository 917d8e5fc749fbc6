package org.recupera.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("load")
class MillionConsumedOnceTest extends ConsumedOnceContract {

    @Override
    int attempts() {
        return Integer.getInteger("recupera.load.attempts", 1_000_000);
    }
}
