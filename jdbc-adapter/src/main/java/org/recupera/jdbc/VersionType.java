package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells one password of an account from the next.
 *
 * <p>The text that becomes {@link org.recupera.port.Account#passwordVersion()} does not depend on the time zone of the
 * server, the driver or the JVM.
 */
public enum VersionType {
    /** A whole number that each change adds one to. */
    COUNTER("0") {
        @Override
        @Nullable
        String read(ResultSet row, String label) throws SQLException {
            long version = row.getLong(label);
            return row.wasNull() ? null : Long.toString(version);
        }

        @Override
        Optional<Object> parameter(String version) {
            return IdType.wholeNumber(version);
        }

        @Override
        String next(String column) {
            return column + " + 1";
        }
    },
    /**
     * The instant of the last change: a {@code TIMESTAMP} in UTC.
     *
     * <p>The type has no time zone of its own. Two changes within its precision look like one: on MariaDB and MySQL the column is a {@code DATETIME(6)}.
     */
    TIMESTAMP("TIMESTAMP '1970-01-01 00:00:00'") {
        @Override
        @Nullable
        String read(ResultSet row, String label) throws SQLException {
            LocalDateTime version = row.getObject(label, LocalDateTime.class);
            return version == null ? null : version.toString();
        }

        @Override
        Optional<Object> parameter(String version) {
            try {
                return Optional.of(LocalDateTime.parse(version));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        String next(String column) {
            return ":at";
        }
    },
    /**
     * The instant of the last change: a {@code TIMESTAMP WITH TIME ZONE}.
     *
     * <p>MariaDB and MySQL have no such type.
     */
    TIMESTAMP_WITH_TIME_ZONE("TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'") {
        @Override
        @Nullable
        String read(ResultSet row, String label) throws SQLException {
            OffsetDateTime version = row.getObject(label, OffsetDateTime.class);
            return version == null ? null : version.toInstant().toString();
        }

        @Override
        Optional<Object> parameter(String version) {
            try {
                return Optional.of(Instant.parse(version).atOffset(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        String next(String column) {
            return ":at_zoned";
        }
    };

    private final String first;

    VersionType(String first) {
        this.first = first;
    }

    /** The column, or what stands for the version of a password that was never changed. */
    String present(String column) {
        return "COALESCE(" + column + ", " + first + ")";
    }

    abstract @Nullable String read(ResultSet row, String label) throws SQLException;

    /** What the driver is given; nothing when the text was not read from a column of this type. */
    abstract Optional<Object> parameter(String version);

    /** SQL of the version after a change. */
    abstract String next(String column);

    static LocalDateTime inUtc(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
