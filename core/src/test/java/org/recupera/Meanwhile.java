package org.recupera;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Link;

/** Lets something else happen before any call of a port: two nodes at once, on one thread and the same each time. */
final class Meanwhile {

    private final Runnable something;
    private boolean happening;

    Meanwhile(Runnable something) {
        this.something = something;
    }

    <T> T around(Class<T> port, T adapter) {
        Object proxy =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    if (!notesMail(arguments)) {
                        happens();
                    }
                    try {
                        return method.invoke(adapter, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return port.cast(proxy);
    }

    /** Whoever sees what a mail server answered takes it for known, so nothing happens before it is noted. */
    private static boolean notesMail(Object @Nullable [] arguments) {
        return arguments != null
                && arguments.length == 2
                && arguments[0] instanceof Link seen
                && arguments[1] instanceof Link next
                && next.mails() > seen.mails();
    }

    /** Once at a time: nothing happens in the middle of what happens in the middle. */
    void happens() {
        if (!happening) {
            happening = true;
            try {
                something.run();
            } finally {
                happening = false;
            }
        }
    }
}
