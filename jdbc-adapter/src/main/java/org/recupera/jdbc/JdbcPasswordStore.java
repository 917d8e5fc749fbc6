package org.recupera.jdbc;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordHash;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;

/**
 * Replaces passwords in the portal's own table, in any SQL database.
 *
 * <p>The password is hashed first; then one connection is taken for one conditional {@code UPDATE}, whose row count
 * tells what became of it. The database is told to give up after 20 s, long before
 * what follows a change gives up looking for it. Where that answer was lost with the connection, the hash in the table tells; over a statement
 * of the portal's own without {@link PasswordUpdate#foundBy}, nothing does, and the call answers that the version is no
 * longer the one seen: what follows a change finds out by the version that there was one.
 */
public final class JdbcPasswordStore implements PasswordStore {

    private static final String OPERATION = "password store: replace";

    private static final int SECONDS_TO_UPDATE = 20;

    private final Database database;
    private final PasswordUpdate update;
    private final PasswordHash hash;
    private final int secondsToUpdate;

    JdbcPasswordStore(DataSource source, PasswordUpdate update, PasswordHash hash, int secondsToUpdate) {
        this.database = new Database(source, null);
        this.secondsToUpdate = secondsToUpdate;
        this.update = update;
        this.hash = hash;
    }

    /**
     * A store over one table, with its versions if it has any.
     *
     * @param source gives connections to the portal's database
     * @param table the table and its columns
     * @param hashColumn the column of the hashed password
     * @param hash the portal's way of hashing
     * @return the store; the database is first asked when it is first used
     * @throws IllegalArgumentException when the column's name is no SQL name
     */
    public static JdbcPasswordStore over(DataSource source, UserTable table, String hashColumn, PasswordHash hash) {
        return over(source, table.update(hashColumn), hash);
    }

    /**
     * A store over the portal's own statement.
     *
     * @param source gives connections to the portal's database
     * @param update the statement
     * @param hash the portal's way of hashing
     * @return the store; the database is first asked when it is first used
     */
    public static JdbcPasswordStore over(DataSource source, PasswordUpdate update, PasswordHash hash) {
        return new JdbcPasswordStore(source, update, hash, SECONDS_TO_UPDATE);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A version that is missing, or that is none of the column's type, is not the one on file:
     * {@link org.recupera.port.PasswordStore.Result#STALE}.
     *
     * @throws IllegalArgumentException when a version was seen and this store has none: directory and store do not
     *     belong together
     */
    @Override
    public Result replace(PasswordChange change) {
        if (!hash.accepts(change.password())) {
            return Result.REFUSED;
        }
        Optional<Object> id = update.idType().parameter(change.account());
        Optional<Object> seen = seen(change);
        if (id.isEmpty() || (seen.isEmpty() && update.versionType() != null)) {
            return Result.STALE;
        }
        LocalDateTime at = VersionType.inUtc(change.at());
        Map<String, Object> values = new HashMap<>();
        values.put("id", id.get());
        seen.ifPresent(version -> values.put("seen", version));
        values.put("portal", change.portal().value());
        values.put("at", at);
        values.put("at_zoned", at.atOffset(ZoneOffset.UTC));
        values.put("hash", hash.hash(change.password()));
        NamedSql statement = update.statement(change.clearsGuessLock());
        Object[] parameters = statement.values(values);
        boolean replaced = database.together(
                OPERATION,
                session -> onlyOne(session.within(secondsToUpdate).update(statement.sql(), parameters))
                        || (session.isInDoubt() && isWritten(session, values)));
        return replaced ? Result.REPLACED : Result.STALE;
    }

    private boolean isWritten(Session session, Map<String, Object> values) throws SQLException {
        NamedSql written = update.written();
        return written != null
                && !session.query(written.sql(), row -> row.getInt(1), written.values(values))
                        .isEmpty();
    }

    private Optional<Object> seen(PasswordChange change) {
        String seen = change.seenVersion();
        if (update.versionType() == null && seen != null) {
            throw new IllegalArgumentException("a password version was seen, and this store keeps none");
        }
        return seen == null || update.versionType() == null
                ? Optional.empty()
                : update.versionType().parameter(seen);
    }

    private static boolean onlyOne(int rows) {
        if (rows > 1) {
            throw new PortException(
                    OPERATION + ": the statement meets more than one account; nothing was changed", null);
        }
        return rows == 1;
    }
}
