package org.recupera.conformancecheck;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment between a check and an act, in which a careless adapter lets others in. */
final class Window {

    private static final Exchanger<String> MEETING = new Exchanger<>();

    private Window() {}

    /** Lasts until somebody else is in it too; who is alone goes on after a while. */
    static void open(long patienceMillis) {
        try {
            MEETING.exchange("checked", patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException alone) {
            // Nobody else is under way: the act harms nobody.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
