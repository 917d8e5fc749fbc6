package org.recupera.examples.portal.accounts;

import org.recupera.port.AccountId;

/**
 * An account as the portal's sign-in needs it.
 *
 * @param id its key
 * @param username the name with which it signs in
 * @param enabled whether it may sign in at all
 * @param passwordHash its hashed password
 * @param passwordVersion counts its passwords
 */
public record StoredAccount(AccountId id, String username, boolean enabled, String passwordHash, long passwordVersion) {

    @Override
    public String toString() {
        return "StoredAccount[" + id + ']';
    }
}
