package org.recupera.port;

import java.util.List;
import java.util.Optional;

/**
 * The portal's accounts, as they are now.
 *
 * <p>Read-only: no call changes an account. Who asks for a link, or for a username by mail, does not wait for a look-up:
 * the worker does it later. On the caller's thread accounts are looked up by the pages behind a link, by a security
 * question before the mail, and by username recovery where a profile answers on the screen ({@code SCREEN},
 * {@code SCREEN_MASKED}): there only after the limits have let the request pass. Implementations are safe for use by
 * several threads at once and may block.
 */
public interface UserDirectory {

    /**
     * Finds the accounts that carry an identifier.
     *
     * <p>Searches the one kind that is asked for: password recovery asks by username, username recovery by each of the
     * four, so each wants an index. A national id that reads like a phone number or a username finds nobody else, and a
     * former address nobody at all.
     *
     * <p>May return too much: databases match {@code alice} with {@code alíce}, so the library brings what is on file to
     * canonical form and compares it again, byte for byte (GHSA-qw9g-7549-7wg5 is what happens else). Must not return too
     * little: every account whose value has the same canonical form is in the list, disabled ones too, however the portal
     * formats it. Values are those on file, never those that were typed. The order means nothing.
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
