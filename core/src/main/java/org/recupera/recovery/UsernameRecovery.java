package org.recupera.recovery;

import java.time.Instant;
import java.util.Map;
import org.recupera.port.ClientAddress;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.profile.UsernameSettings;
import org.recupera.work.WorkHandler;

/**
 * Tells people the username, or the address on file, that they forgot.
 *
 * <p>What may be asked and how it is told is the profile's ({@link UsernameSettings}): document 002 asks for a national
 * id or an address to tell the username, and for a telephone number or a username to tell the address. A field searches
 * the one kind that it asks for and no other, so an account named like somebody's address blocks nobody. Mail goes to
 * the addresses on file, never to what was typed. Disabled accounts are not told of.
 *
 * <p>Safe for use by several threads.
 */
public final class UsernameRecovery {

    private final LookUpRequests requests;
    private final AccountsMails mails;
    private final Map<String, WorkHandler> handlers;

    private UsernameRecovery(RecoveryPorts ports, UsernameSettings settings) {
        RequestLimits limits = new RequestLimits(ports);
        AccountLookUp lookUp = new AccountLookUp(ports);
        this.mails = new AccountsMails(ports, settings, limits, lookUp, new AccountLetters(ports));
        this.requests = new LookUpRequests(ports, settings, limits, lookUp, mails);
        this.handlers = Map.of(AccountsMails.DECISION, mails::decide, AccountsMails.MAIL, mails::deliver);
    }

    /**
     * Puts recovery on its ports; embedders get it from {@code Recupera.usernames()}.
     *
     * @param ports all that it stands on
     * @param settings what the profile says of it
     * @return username recovery; it does nothing by itself
     */
    public static UsernameRecovery on(RecoveryPorts ports, UsernameSettings settings) {
        return new UsernameRecovery(ports, settings);
    }

    /**
     * Accepts a request, and answers it as far as the profile lets a page answer.
     *
     * <p>With {@link org.recupera.profile.Disclosure#MAIL} it does the same work and gives the same answer whether or
     * not an account exists, as long as what was typed has the form of its kind; once this returns, the request is durable. In the screen modes the directory is asked on
     * this thread, after the limits by client, by identifier and of the screen.
     *
     * @param kind which field was filled in
     * @param text what was typed, as it was typed
     * @param client from where; behind a proxy, what the portal's own proxy reports
     * @return what to answer
     * @throws org.recupera.port.PortException when the request could not be accepted, or the directory cannot be asked
     */
    public LookUpOutcome request(IdentifierKind kind, String text, ClientAddress client) {
        return requests.accept(kind, text, client);
    }

    /**
     * Has the accounts of a person mailed to their addresses on file, because a service desk says so.
     *
     * <p>Nobody but the readers of those mailboxes learns anything; once this returns, the request is durable. No budget
     * holds it back: strangers who spend that of a mailbox must not keep a desk from helping its owner.
     *
     * @param person by what the desk knows whose accounts they are
     * @param askedAt when the desk said so; said again for the same instant, it leads to the same mail
     * @throws org.recupera.port.PortException when the request could not be accepted
     */
    public void mail(Identifier person, Instant askedAt) {
        mails.requestOfDesk(person, askedAt);
    }

    /**
     * Who carries out what was accepted, by kind of order; for the worker.
     *
     * @return an unmodifiable map
     */
    public Map<String, WorkHandler> handlers() {
        return handlers;
    }
}
