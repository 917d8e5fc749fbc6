package org.recupera.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections of which one meets a fault at the n-th step that the database is asked for. */
final class FaultySource {

    private static final Set<String> STEPS = Set.of("executeQuery", "executeUpdate", "commit");

    /** What may happen at a step. */
    enum Fault {
        /** Somebody else was served first. */
        DEADLOCK,
        /** The connection ends before the database hears of the step. */
        LOST_BEFORE,
        /** The connection ends when the database has done the step. */
        LOST_AFTER
    }

    private final DataSource pool;
    private final Fault fault;
    private final int step;
    private final AtomicInteger left;

    private FaultySource(DataSource pool, Fault fault, int step) {
        this.pool = pool;
        this.fault = fault;
        this.step = step;
        this.left = new AtomicInteger(step);
    }

    /** Connections that meet the fault at one step, counted from 1 over all of them. */
    static FaultySource over(DataSource pool, Fault fault, int step) {
        return new FaultySource(pool, fault, step);
    }

    /** Whether so many steps were made that the fault was met. */
    boolean isSpent() {
        return left.get() <= 0;
    }

    /** How many steps were made. */
    int steps() {
        return step - left.get();
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(pool, method, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = step(connection, connection, method, arguments);
            return result instanceof PreparedStatement statement ? watched(connection, statement) : result;
        });
    }

    private PreparedStatement watched(Connection connection, PreparedStatement statement) {
        return proxy(PreparedStatement.class, (method, arguments) -> step(connection, statement, method, arguments));
    }

    private Object step(Connection connection, Object on, Method method, Object[] arguments) throws Throwable {
        if (!STEPS.contains(method.getName()) || left.decrementAndGet() != 0) {
            return call(on, method, arguments);
        }
        if (fault == Fault.DEADLOCK) {
            throw new SQLException("deadlock", "40001");
        }
        if (fault == Fault.LOST_AFTER) {
            call(on, method, arguments);
        }
        connection.abort(Runnable::run);
        throw new SQLException("connection reset", "08006");
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, arguments)));
    }
}
