package org.recupera.port;

import java.util.List;
import java.util.Optional;

/**
 * The portal's accounts, as they are now.
 *
 * <p>Read-only: no call changes an account. Only the worker and the link pages look accounts up, never the thread on
 * which somebody asks for a link. Implementations are safe for use by several threads at once and may block.
 */
public interface UserDirectory {

    /**
     * Finds the accounts that carry an identifier.
     *
     * <p>Searches the one kind that is asked for; password recovery asks by username. May return too much: databases match {@code alice} with
     * {@code alíce}, so the library brings what is on file to canonical form and compares it again, byte for byte
     * (GHSA-qw9g-7549-7wg5 is what happens else). Must not return too little: every account whose value has the same canonical form is in the
     * list, however the portal formats it. The order means nothing.
     *
     * @param portal the portal whose accounts are searched
     * @param identifier what was typed, in canonical form
     * @return zero, one or many accounts; at most 100 are considered
     * @throws PortException when the directory cannot be asked
     */
    List<Account> find(PortalId portal, Identifier identifier);

    /**
     * Reads one account.
     *
     * @param portal the portal to which the account belongs
     * @param id the account's key
     * @return the account as it is now, or nothing when there is none of that id in that portal
     * @throws PortException when the directory cannot be asked
     */
    Optional<Account> byId(PortalId portal, AccountId id);
}
