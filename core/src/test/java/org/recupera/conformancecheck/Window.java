package org.recupera.conformancecheck;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The moment between a check and an act, in which a careless adapter lets others in. */
final class Window {

    private Window() {}

    static void open() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    }
}
