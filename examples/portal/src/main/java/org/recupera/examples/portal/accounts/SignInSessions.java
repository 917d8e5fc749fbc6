package org.recupera.examples.portal.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.recupera.port.AccountId;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SessionRegistry;

/**
 * Who is signed in, in a table, so that all portals on one database agree and one of them can end sessions for all.
 *
 * <p>The table holds the digest of a session's cookie, never the cookie. Safe for use by several threads at once.
 */
public final class SignInSessions implements SessionRegistry {

    private static final Duration LIFETIME = Duration.ofHours(8);

    private final DataSource dataSource;
    private final Clock clock;

    /**
     * Keeps sessions in the portal's database.
     *
     * @param dataSource the portal's connections
     * @param clock says when sessions begin and end
     */
    public SignInSessions(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * What is kept of a session.
     *
     * @param account who signed in
     * @param passwordVersion with which password
     */
    record Kept(AccountId account, long passwordVersion) {

        /** A sign-in that overlapped a change of the password must not outlive it, whatever the order of the two. */
        boolean isStillGoodFor(StoredAccount now) {
            return now.enabled() && now.passwordVersion() == passwordVersion;
        }
    }

    /** Signs an account in, and forgets sessions that have run out. */
    void begin(PortalId portal, String session, StoredAccount account) {
        long now = micros(clock.instant());
        change("DELETE FROM portal_session WHERE portal = ? AND began_micros <= ?", portal.value(), now - lifetime());
        change(
                "INSERT INTO portal_session (portal, digest, account, password_version, began_micros)"
                        + " VALUES (?, ?, ?, ?, ?)",
                portal.value(),
                digest(session),
                account.id().value(),
                account.passwordVersion(),
                now);
    }

    Optional<Kept> find(PortalId portal, String session) {
        String sql = "SELECT account, password_version FROM portal_session"
                + " WHERE portal = ? AND digest = ? AND began_micros > ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, portal.value(), digest(session), micros(clock.instant()) - lifetime());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Kept(new AccountId(row.getString(1)), row.getLong(2)))
                        : Optional.empty();
            }
        } catch (SQLException down) {
            throw new PortException("a session cannot be read", down);
        }
    }

    void end(PortalId portal, String session) {
        change("DELETE FROM portal_session WHERE portal = ? AND digest = ?", portal.value(), digest(session));
    }

    @Override
    public void endSessions(PortalId portal, AccountId account, Instant before) {
        change(
                "DELETE FROM portal_session WHERE portal = ? AND account = ? AND began_micros < ?",
                portal.value(),
                account.value(),
                micros(before));
    }

    private void change(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        } catch (SQLException down) {
            throw new PortException("a session cannot be changed", down);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static long lifetime() {
        return LIFETIME.toNanos() / 1_000;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static String digest(String session) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
