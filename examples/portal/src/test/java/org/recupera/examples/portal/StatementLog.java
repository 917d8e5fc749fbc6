package org.recupera.examples.portal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What is asked of a database, in the words in which it is asked. */
final class StatementLog {

    private final List<String> statements = new ArrayList<>();

    /** Connections as they are, whose statements are written down. */
    DataSource over(DataSource database) {
        return logged(DataSource.class, database);
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    private <T> T logged(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                StatementLog.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection connection ? logged(Connection.class, connection) : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
