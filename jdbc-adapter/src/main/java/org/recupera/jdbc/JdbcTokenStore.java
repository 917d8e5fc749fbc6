package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/**
 * Links in a table whose unique slots arbitrate.
 *
 * <p>The database computes the slot from the state: 1 while made, 2 while live or taken, none when final. So no
 * account has two links in one slot, whatever runs at once.
 */
final class JdbcTokenStore implements TokenStore {

    private static final String PORT = "token store: ";

    private final Database database;
    private final String insert;
    private final String find;
    private final String open;
    private final String lock;
    private final String move;
    private final String replaceOther;
    private final Purge purge;

    JdbcTokenStore(Database database, String prefix) {
        String table = prefix + "link";
        this.database = database;
        this.insert = "INSERT INTO " + table + " (portal, selector, key_id, purpose, account, binding, state, fence,"
                + " made_at, live_at, moved_at, mails, mailed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        this.find = "SELECT * FROM " + table + " WHERE portal = ? AND selector = ?";
        this.open = "SELECT * FROM " + table
                + " WHERE portal = ? AND purpose = ? AND account = ? AND slot IN (1, 2) ORDER BY slot";
        String asSeen = " WHERE portal = ? AND selector = ? AND state = ? AND fence = ?";
        this.lock = "SELECT fence FROM " + table + asSeen + " FOR UPDATE";
        this.move = "UPDATE " + table + " SET state = ?, fence = ?, live_at = ?, moved_at = ?, mails = ?, mailed_at = ?"
                + asSeen;
        this.replaceOther = "UPDATE " + table + " SET state = 'REPLACED', fence = fence + 1, moved_at = ?"
                + " WHERE portal = ? AND purpose = ? AND account = ? AND slot = 2 AND selector <> ?";
        this.purge = new Purge(PORT + "purge", table, "selector", "moved_at", "made_at");
    }

    @Override
    public Link keep(Link candidate, Instant repeatableSince) {
        return database.together(PORT + "keep", session -> {
            Optional<Link> serving = serving(session, candidate, repeatableSince);
            if (serving.isPresent()) {
                return serving.get();
            }
            if (!insert(session, candidate)) {
                if (isUsed(session, candidate)
                        && serving(session, candidate, repeatableSince).isEmpty()) {
                    throw new IllegalArgumentException("the selector of a new link was used before");
                }
                throw Session.conflict();
            }
            // From here on nobody else can make one; but one made after the first look may have gone live already.
            List<Link> after = open(session, candidate.portal(), candidate.purpose(), candidate.account());
            if (after.stream().anyMatch(link -> isRepeatable(link, repeatableSince))) {
                throw Session.conflict();
            }
            return candidate;
        });
    }

    @Override
    public Optional<Link> find(PortalId portal, String selector) {
        return database.each(
                PORT + "find",
                session -> find(session, portal, selector).stream().findFirst());
    }

    @Override
    public List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account) {
        return database.each(PORT + "open", session -> open(session, portal, purpose, account));
    }

    @Override
    public boolean move(Link seen, Link next) {
        return database.unlessBeaten(PORT + "move", session -> move(session, seen, next))
                .orElse(false);
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        return purge.run(database, portal, before, limit);
    }

    private Optional<Link> serving(Session session, Link candidate, Instant repeatableSince) throws SQLException {
        return open(session, candidate.portal(), candidate.purpose(), candidate.account()).stream()
                .filter(link -> link.state() == LinkState.MADE || isRepeatable(link, repeatableSince))
                .findFirst();
    }

    private boolean isUsed(Session session, Link candidate) throws SQLException {
        return !find(session, candidate.portal(), candidate.selector()).isEmpty();
    }

    private boolean move(Session session, Link seen, Link next) throws SQLException {
        if (isGood(next.state()) && !isGood(seen.state())) {
            // The link's own row is locked first, and the other one only by whoever holds it: no deadlock.
            List<Long> locked = session.query(
                    lock,
                    row -> row.getLong("fence"),
                    seen.portal().value(),
                    seen.selector(),
                    seen.state().name(),
                    seen.fence());
            if (locked.isEmpty()) {
                return false;
            }
            session.update(
                    replaceOther,
                    Micros.of(next.movedAt()),
                    seen.portal().value(),
                    seen.purpose().name(),
                    seen.account().value(),
                    seen.selector());
        }
        return session.update(
                        move,
                        next.state().name(),
                        next.fence(),
                        Micros.orNull(next.liveAt()),
                        Micros.of(next.movedAt()),
                        next.mails(),
                        Micros.orNull(next.mailedAt()),
                        seen.portal().value(),
                        seen.selector(),
                        seen.state().name(),
                        seen.fence())
                == 1;
    }

    private boolean insert(Session session, Link link) throws SQLException {
        return session.insert(
                insert,
                link.portal().value(),
                link.selector(),
                link.keyId(),
                link.purpose().name(),
                link.account().value(),
                link.binding(),
                link.state().name(),
                link.fence(),
                Micros.of(link.madeAt()),
                Micros.orNull(link.liveAt()),
                Micros.of(link.movedAt()),
                link.mails(),
                Micros.orNull(link.mailedAt()));
    }

    private List<Link> find(Session session, PortalId portal, String selector) throws SQLException {
        return session.query(find, JdbcTokenStore::link, portal.value(), selector);
    }

    private List<Link> open(Session session, PortalId portal, LinkPurpose purpose, AccountId account)
            throws SQLException {
        return session.query(open, JdbcTokenStore::link, portal.value(), purpose.name(), account.value());
    }

    /** Whether the link is one that may be presented, as far as its state says. */
    private static boolean isGood(LinkState state) {
        return state == LinkState.LIVE || state == LinkState.TAKEN;
    }

    private static boolean isRepeatable(Link link, Instant since) {
        Instant liveAt = link.liveAt();
        return link.state() == LinkState.LIVE && liveAt != null && !liveAt.isBefore(since);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new PortalId(row.getString("portal")),
                row.getString("selector"),
                row.getString("key_id"),
                LinkPurpose.valueOf(row.getString("purpose")),
                new AccountId(row.getString("account")),
                row.getString("binding"),
                LinkState.valueOf(row.getString("state")),
                row.getLong("fence"),
                Micros.instant(row.getLong("made_at")),
                Micros.orNull(row.getObject("live_at", Long.class)),
                Micros.instant(row.getLong("moved_at")),
                row.getInt("mails"),
                Micros.orNull(row.getObject("mailed_at", Long.class)));
    }
}
