package org.recupera.memory;

import java.util.Optional;
import org.recupera.conformance.PasswordStoreSuite;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordHash;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

class InMemoryAccountsPasswordsTest extends PasswordStoreSuite {

    private static final PortalId PORTAL = new PortalId("portal");

    private final InMemoryAccounts accounts = InMemoryAccounts.hashedWith(hash());
    private int last;

    PasswordHash hash() {
        return DigestHash.ofAnyLength();
    }

    @Override
    protected PasswordStore passwords() {
        return accounts;
    }

    @Override
    protected PasswordStore another() {
        return accounts;
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
    protected AccountId enrol(Secret password) {
        last++;
        AccountId id = new AccountId(Integer.toString(last));
        accounts.add(PORTAL, Account.named(id, "user" + last).build(), password);
        return id;
    }

    @Override
    protected boolean signsIn(AccountId account, Secret password) {
        return accounts.verify(PORTAL, account, password);
    }

    @Override
    protected Optional<String> version(AccountId account) {
        return accounts.byId(PORTAL, account).flatMap(Account::passwordVersion);
    }
}
