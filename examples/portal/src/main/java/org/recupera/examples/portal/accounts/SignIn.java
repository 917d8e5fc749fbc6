package org.recupera.examples.portal.accounts;

import java.util.Optional;
import org.recupera.password.PasswordForm;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The portal's own sign-in.
 *
 * <p>A name that nobody has costs a hash too, so that the time does not tell. Safe for use by several threads at once.
 */
public final class SignIn {

    /** What came of trying. */
    public sealed interface Outcome {}

    /**
     * Name and password are right.
     *
     * @param account who it is
     */
    public record Welcome(StoredAccount account) implements Outcome {}

    /** Name and password are right, but an administrator disabled the account. */
    public record Disabled() implements Outcome {}

    /** Name or password is wrong; which one is not told. */
    public record Refused() implements Outcome {}

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final PortalId portal;
    private final AccountTable accounts;
    private final SignInSessions sessions;
    private final PasswordHash hash;
    private final String nobody;

    /**
     * Prepares the sign-in; hashes once.
     *
     * @param portal where people sign in
     * @param accounts the portal's accounts
     * @param sessions who is signed in
     * @param hash how it hashes
     */
    public SignIn(PortalId portal, AccountTable accounts, SignInSessions sessions, PasswordHash hash) {
        this.portal = portal;
        this.sessions = sessions;
        this.accounts = accounts;
        this.hash = hash;
        this.nobody = hash.hash(Secret.of("nobody"));
    }

    /**
     * Checks a name and a password.
     *
     * @param username as typed
     * @param password as typed
     * @return what came of it
     */
    public Outcome attempt(String username, Secret password) {
        // The form in which the library hands over new passwords, so that what was set is what is typed.
        Optional<Secret> typed = PasswordForm.normalise(password);
        Optional<StoredAccount> account =
                Identifier.read(IdentifierKind.USERNAME, username).identifier().flatMap(accounts::named);
        String stored = account.map(StoredAccount::passwordHash).orElse(nobody);
        if (typed.isEmpty() || !hash.verify(typed.get(), stored) || account.isEmpty()) {
            return new Refused();
        }
        rehash(account.get(), typed.get());
        return account.get().enabled() ? new Welcome(account.get()) : new Disabled();
    }

    /** Only now is the password here to be hashed as new ones are; another time will do where there is no room for it. */
    private void rehash(StoredAccount account, Secret password) {
        if (!hash.needsRehash(account.passwordHash())) {
            return;
        }
        try {
            accounts.rehash(account, hash.hash(password));
        } catch (PortException later) {
            LOG.warn("{}: a password was not hashed anew this time", portal, later);
        }
    }

    /**
     * Signs a browser in.
     *
     * @param session its session, a fresh one
     * @param account the account that was welcomed
     */
    public void begin(String session, StoredAccount account) {
        sessions.begin(portal, session, account);
    }

    /**
     * Tells who is signed in.
     *
     * @param session the browser's session
     * @return the account as it is now, or nothing
     */
    public Optional<StoredAccount> who(String session) {
        return sessions.find(portal, session)
                .flatMap(kept -> accounts.byId(kept.account()).filter(kept::isStillGoodFor));
    }

    /**
     * Signs a browser out.
     *
     * @param session its session
     */
    public void end(String session) {
        sessions.end(portal, session);
    }
}
