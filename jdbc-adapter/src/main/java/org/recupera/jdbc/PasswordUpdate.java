package org.recupera.jdbc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The portal's own statement that replaces a password.
 *
 * <p>For tables that {@link UserTable} cannot describe. One {@code UPDATE} that changes one row, or none when the
 * version is no longer the one seen. It takes {@code :hash}, {@code :id}, and with versions {@code :seen}; it may take
 * {@code :portal}, and the instant of the change as {@code :at} (a {@code TIMESTAMP} in UTC) or {@code :at_zoned} (a
 * {@code TIMESTAMP WITH TIME ZONE}).
 *
 * <p>Immutable and safe to share between threads.
 */
public final class PasswordUpdate {

    private static final Set<String> NAMES = Set.of("hash", "id", "portal", "at", "at_zoned");
    private static final Set<String> NAMES_WITH_VERSION = Set.of("hash", "id", "portal", "at", "at_zoned", "seen");

    private final NamedSql statement;
    private final NamedSql clearing;
    private final IdType idType;
    private final @Nullable VersionType versionType;
    private final @Nullable NamedSql written;

    private PasswordUpdate(
            NamedSql statement,
            NamedSql clearing,
            IdType idType,
            @Nullable VersionType versionType,
            @Nullable NamedSql written) {
        this.statement = statement.requiring("hash").requiring("id");
        this.clearing = clearing.requiring("hash").requiring("id");
        this.idType = idType;
        this.versionType = versionType;
        this.written = written;
    }

    /**
     * A statement that compares the version and changes it.
     *
     * @param sql such as {@code UPDATE usuario SET clave = :hash, version = version + 1 WHERE id = :id AND version =
     *     :seen}
     * @param idType what {@code :id} is
     * @param versionType what {@code :seen} is
     * @return the statement
     * @throws IllegalArgumentException when a parameter is missing or unknown
     */
    public static PasswordUpdate of(String sql, IdType idType, VersionType versionType) {
        NamedSql statement = withVersion(sql);
        return new PasswordUpdate(statement, statement, idType, versionType, null);
    }

    /**
     * A statement that replaces whatever is there.
     *
     * <p>For a portal whose directory reports no versions; what is lost: {@link UserTable.Builder#passwordVersion}.
     *
     * @param sql such as {@code UPDATE usuario SET clave = :hash WHERE id = :id}
     * @param idType what {@code :id} is
     * @return the statement
     * @throws IllegalArgumentException when a parameter is missing or unknown
     */
    public static PasswordUpdate withoutVersions(String sql, IdType idType) {
        NamedSql statement = NamedSql.parse(sql, NAMES);
        return new PasswordUpdate(statement, statement, idType, null, null);
    }

    /**
     * Adds the statement for changes that end a lock which wrong passwords brought about.
     *
     * <p>Without one such a lock stays, whatever the portal's profile says under {@code locks}.
     *
     * @param sql the same statement, with what ends the lock: such as {@code UPDATE usuario SET clave = :hash, version =
     *     version + 1, intentos = 0 WHERE id = :id AND version = :seen}
     * @return a copy
     * @throws IllegalArgumentException when a parameter is missing or unknown
     */
    public PasswordUpdate clearingGuessLock(String sql) {
        NamedSql withLock = versionType == null ? NamedSql.parse(sql, NAMES) : withVersion(sql);
        return new PasswordUpdate(statement, withLock, idType, versionType, written);
    }

    /**
     * Adds the query that finds the account once the hash was written to it.
     *
     * <p>Asked where the connection was lost before the database could answer, so that the person hears that the password
     * was changed. Hashes are salted, so no two are equal.
     *
     * @param sql a query that gives one number for the account if it has {@code :hash}: such as {@code SELECT 1 FROM
     *     usuario WHERE id = :id AND clave = :hash}; it takes the same parameters, but for
     *     {@code :seen}
     * @return a copy
     * @throws IllegalArgumentException when a parameter is unknown
     */
    public PasswordUpdate foundBy(String sql) {
        return new PasswordUpdate(statement, clearing, idType, versionType, NamedSql.parse(sql, NAMES));
    }

    /** The query that finds the account once a hash was written to it, where there is one. */
    @Nullable
    NamedSql written() {
        return written;
    }

    NamedSql statement(boolean clearsGuessLock) {
        return clearsGuessLock ? clearing : statement;
    }

    IdType idType() {
        return idType;
    }

    @Nullable
    VersionType versionType() {
        return versionType;
    }

    private static NamedSql withVersion(String sql) {
        return NamedSql.parse(sql, NAMES_WITH_VERSION).requiring("seen");
    }
}
