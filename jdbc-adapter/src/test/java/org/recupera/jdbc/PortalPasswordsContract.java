package org.recupera.jdbc;

import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recupera.conformance.PasswordStoreSuite;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** The kit's suite over a portal's table of passwords. */
abstract class PortalPasswordsContract extends PasswordStoreSuite {

    private static final PlainText HASH = new PlainText();

    /** A database of the class's own. */
    abstract TestDatabase database();

    /** The table in it. */
    abstract PortalTable table();

    /** What tells one password from the next, if anything does. */
    abstract @Nullable VersionType versions();

    private UserTable columns() {
        VersionType type = versions();
        return type == null
                ? PortalTable.columns().build()
                : PortalTable.columns()
                        .passwordVersion(type == VersionType.COUNTER ? "version" : "cambio", type)
                        .build();
    }

    private PasswordStore over(DataSource node) {
        return JdbcPasswordStore.over(node, columns(), "clave", HASH);
    }

    @Override
    protected PasswordStore passwords() {
        return over(database().node());
    }

    @Override
    protected PasswordStore another() {
        return over(database().otherNode());
    }

    @Override
    protected PortalId portal() {
        return PortalTable.PORTAL;
    }

    @Override
    protected PortalId otherPortal() {
        return PortalTable.OTHER_PORTAL;
    }

    @Override
    protected AccountId enrol(Secret password) {
        return table().enrol(Account.named(new AccountId("new"), "somebody").build(), HASH.hash(password));
    }

    @Override
    protected boolean signsIn(AccountId account, Secret password) {
        return HASH.verify(password, table().hashOf(account));
    }

    @Override
    protected Optional<String> version(AccountId account) {
        return JdbcUserDirectory.over(database().otherNode(), columns())
                .byId(portal(), account)
                .flatMap(Account::passwordVersion);
    }

    @Override
    protected boolean hasVersions() {
        return versions() != null;
    }

    @Override
    protected Optional<Secret> refused() {
        return Optional.of(Secret.of("ñ".repeat(PlainText.LONGEST + 1)));
    }

    @Override
    protected boolean endsGuessLocks() {
        return true;
    }

    @Override
    protected void lockAfterGuesses(AccountId account) {
        database().execute("UPDATE cuenta SET intentos = 3 WHERE id = " + account.value());
    }

    @Override
    protected void lockByAdministrator(AccountId account) {
        database().execute("UPDATE cuenta SET suspendida = TRUE WHERE id = " + account.value());
    }

    @Override
    protected boolean isLocked(AccountId account) {
        return table().isLocked(account);
    }
}
