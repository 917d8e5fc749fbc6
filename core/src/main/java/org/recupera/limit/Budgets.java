package org.recupera.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.recupera.key.Keys;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.PortalId;
import org.recupera.profile.Profile;

/**
 * A portal's budgets; keys are pseudonyms, so that the log learns nobody's name or address.
 *
 * <p>Safe for use by several threads.
 */
public final class Budgets {

    private static final String BEGUN = "begun";

    /** As long as work is tried again: for how long begun work is remembered where no budget's window says it. */
    public static final Duration AS_LONG_AS_TRIED = Duration.ofDays(1);

    private static final long CLIENTS_A_NETWORK = 10;

    private final PortalId portal;
    private final Allowance destination;
    private final AttemptLog attempts;
    private final Keys keys;
    private final EventListener events;

    private Budgets(PortalId portal, Allowance destination, AttemptLog attempts, Keys keys, EventListener events) {
        this.portal = portal;
        this.destination = destination;
        this.attempts = attempts;
        this.keys = keys;
        this.events = events;
    }

    /**
     * Puts a portal's budgets on their ports.
     *
     * @param profile whose budgets
     * @param attempts what counts
     * @param keys where pseudonyms come from
     * @param events who is told when a budget is spent; must not throw
     * @return the budgets
     */
    public static Budgets of(Profile profile, AttemptLog attempts, Keys keys, EventListener events) {
        return new Budgets(profile.portal(), profile.limits().destination(), attempts, keys, events);
    }

    /**
     * Takes one attempt from a budget, and tells when none is left.
     *
     * @param scope which budget; budgets of different scopes never share anything
     * @param value whose
     * @param allowance how large it is
     * @param now the instant
     * @return {@link Duration#ZERO}, or how long to wait
     * @throws org.recupera.port.PortException when it is unknown whether the attempt was taken
     */
    public Duration take(String scope, String value, Allowance allowance, Instant now) {
        return take(scope, value, allowance, now, UnaryOperator.identity());
    }

    /**
     * Takes one attempt from a client's budget, and from that of the IPv6 network from which it comes.
     *
     * <p>A network has what ten clients have. Whoever has a /48 has 65,536 clients, and could spend with them what the whole
     * portal has, or fill the log with keys. What a client is refused for is not the network's: one must not spend what
     * strangers have.
     *
     * @param scope which budget
     * @param client whose
     * @param allowance how large it is for one client
     * @param now the instant
     * @return {@link Duration#ZERO}, or how long to wait
     * @throws org.recupera.port.PortException when it is unknown whether the attempt was taken
     */
    public Duration take(String scope, ClientAddress client, Allowance allowance, Instant now) {
        Optional<String> network = client.network();
        Duration wait = network.isPresent() ? take(scope, network.get(), ofNetwork(allowance), now) : Duration.ZERO;
        if (!wait.isZero()) {
            return wait;
        }
        Duration own = take(scope, client.bucket(), allowance, now);
        if (!own.isZero()) {
            network.ifPresent(value -> giveBack(scope, value, ofNetwork(allowance), now));
        }
        return own;
    }

    private static Allowance ofNetwork(Allowance client) {
        long most = client.window().toMillis();
        return new Allowance((int) Math.min(most, client.attempts() * CLIENTS_A_NETWORK), client.window());
    }

    /**
     * As {@link #take(String, String, Allowance, Instant)}, and tells whose attempt it was.
     *
     * @param scope which budget
     * @param value whose
     * @param allowance how large it is
     * @param now the instant
     * @param subject adds to the event who is known to have spent it
     * @return {@link Duration#ZERO}, or how long to wait
     * @throws org.recupera.port.PortException when it is unknown whether the attempt was taken
     */
    public Duration take(String scope, String value, Allowance allowance, Instant now, UnaryOperator<Event> subject) {
        Duration wait = attempts.take(portal, key(scope, value), allowance, now);
        if (!wait.isZero()) {
            events.on(subject.apply(
                    Event.of(now, portal, Event.Type.LIMIT_REACHED).with("limit", scope)));
        }
        return wait;
    }

    /**
     * Gives back an attempt that turned out not to count.
     *
     * @param scope which budget
     * @param value whose
     * @param allowance how large it is
     * @param taken the instant at which the attempt was taken
     * @throws org.recupera.port.PortException when it is unknown whether the attempt was given back
     */
    public void giveBack(String scope, String value, Allowance allowance, Instant taken) {
        attempts.giveBack(portal, key(scope, value), allowance, taken);
    }

    /**
     * Whether the budgets of a unit of work have room for it, taken from once however often the unit is tried.
     *
     * <p>A node may die, or a queue be down, between taking what was the last of a budget and ordering what it was for.
     *
     * @param unit what tells the unit from every other, those of the same key that came before included
     * @param acceptedAt when what led to it was accepted; the same on every try
     * @param window for how long it is remembered; what was taken longer ago than a budget's window is back in it
     * @param take takes from the budgets, and tells whether they had room; asked again after it said no
     * @return whether there was room, at this try or at an earlier one
     * @throws org.recupera.port.PortException when that is unknown
     */
    public boolean allowOnce(String unit, Instant acceptedAt, Duration window, BooleanSupplier take) {
        Allowance once = new Allowance(1, window);
        // What was taken once has a wait of the whole window at that very instant, and at no other.
        boolean begun =
                attempts.take(portal, key(BEGUN, unit), once, acceptedAt).equals(window);
        boolean allowed = begun || take.getAsBoolean();
        if (!allowed) {
            giveBack(BEGUN, unit, once, acceptedAt);
        }
        return allowed;
    }

    /**
     * Whether a mailbox may be written to once more, whatever the mail is about.
     *
     * @param mailbox as {@link #mailbox} gives it
     * @param now the instant
     * @return whether there was room in the budget that all flows share
     * @throws org.recupera.port.PortException when it is unknown whether the attempt was taken
     */
    public boolean allowsMail(String mailbox, Instant now) {
        return take("destination", mailbox, destination, now).isZero();
    }

    /**
     * What a mailbox is counted by.
     *
     * @param address any way to write its address
     * @return the same for all of them
     */
    public static String mailbox(EmailAddress address) {
        return address.value().toLowerCase(Locale.ROOT);
    }

    /**
     * What a mailbox is counted by where anybody may type an address.
     *
     * @param mailbox as {@link #mailbox} gives it
     * @return the same without what follows a plus sign: most mail servers deliver both to one person
     */
    public static String withoutTag(String mailbox) {
        int at = mailbox.lastIndexOf('@');
        int plus = mailbox.indexOf('+');
        return plus > 0 && plus < at ? mailbox.substring(0, plus) + mailbox.substring(at) : mailbox;
    }

    private String key(String scope, String value) {
        return scope + '.' + keys.pseudonym("limit", scope, value);
    }
}
