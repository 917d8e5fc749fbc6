package org.recupera.conformancecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.recupera.conformance.UserDirectorySuite;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.PortalId;
import org.recupera.port.UserDirectory;

/** A sound directory over a list, for others to break in one place. */
abstract class ListedAccounts extends UserDirectorySuite implements UserDirectory {

    static final PortalId PORTAL = new PortalId("portal");

    final List<Account> accounts = new ArrayList<>();

    /** Whether an account is among those that are found. */
    boolean matches(Identifier identifier, Account account) {
        return identifier.isOn(account);
    }

    /** Whether the accounts are this portal's. */
    boolean serves(PortalId portal) {
        return portal.equals(PORTAL);
    }

    /** What is handed over of the accounts that match. */
    Stream<Account> shown(Identifier identifier, Stream<Account> found) {
        return found;
    }

    @Override
    public List<Account> find(PortalId portal, Identifier identifier) {
        return shown(identifier, accounts.stream().filter(account -> serves(portal) && matches(identifier, account)))
                .toList();
    }

    @Override
    public Optional<Account> byId(PortalId portal, AccountId id) {
        return accounts.stream()
                .filter(account -> serves(portal) && account.id().equals(id))
                .findFirst();
    }

    @Override
    protected UserDirectory directory() {
        return this;
    }

    @Override
    protected PortalId portal() {
        return PORTAL;
    }

    @Override
    protected PortalId otherPortal() {
        return new PortalId("other");
    }

    @Override
    protected Account enrol(Account account) {
        accounts.add(account.toBuilder().passwordVersion("1").build());
        return account;
    }
}
