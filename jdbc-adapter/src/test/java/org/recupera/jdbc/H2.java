package org.recupera.jdbc;

import java.util.concurrent.atomic.AtomicInteger;

/** H2 in the memory of the tests' JVM. */
final class H2 {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private H2() {}

    static TestDatabase newDatabase() {
        return new TestDatabase("jdbc:h2:mem:test" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa");
    }
}
