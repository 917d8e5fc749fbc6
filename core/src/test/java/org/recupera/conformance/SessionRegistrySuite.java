package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;
import org.recupera.port.SessionRegistry;

/**
 * The contract of {@link SessionRegistry}, for whoever writes one.
 *
 * <p>Extend it in your own tests, hand over your registry, and say how a session begins:
 *
 * <pre>{@code
 * class PortalSessionsTest extends SessionRegistrySuite {
 *
 *     @Override
 *     protected SessionRegistry sessions() {
 *         return PortalSessions.over(DATABASE);
 *     }
 *
 *     @Override
 *     protected boolean isOpen(String session) {
 *         return HOME_PAGE.knows(session);
 *     }
 *
 *     // and another(), portal(), otherPortal(), account(), begin(AccountId, Instant)
 * }
 * }</pre>
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class SessionRegistrySuite {

    private static final Instant CHANGE = Instant.parse("2026-03-02T14:05:06.123457Z");

    /** For the class that brings the registry. */
    protected SessionRegistrySuite() {}

    /**
     * The registry under test; asked several times in a test, it is always one of the same sessions.
     *
     * @return the registry
     */
    protected abstract SessionRegistry sessions();

    /**
     * A registry of the same sessions, as another node of the portal has one.
     *
     * @return a second handle; the same object as {@link #sessions()} when the portal has one node
     */
    protected abstract SessionRegistry another();

    /**
     * The portal whose sessions the registry ends.
     *
     * @return the same portal throughout a test
     */
    protected abstract PortalId portal();

    /**
     * A portal that has none of these sessions.
     *
     * @return another portal; one that the registry does not know will do
     */
    protected abstract PortalId otherPortal();

    /**
     * An account of {@link #portal()} that no other test uses.
     *
     * @return another one each time
     */
    protected abstract AccountId account();

    /**
     * Begins a session, as signing in does.
     *
     * @param account who signs in
     * @param at when; to the microsecond, in March 2026
     * @return whatever tells this session from all others
     */
    protected abstract String begin(AccountId account, Instant at);

    /**
     * Whether the portal still takes a session for signed in.
     *
     * @param session what {@link #begin} gave
     * @return whether it is open
     */
    protected abstract boolean isOpen(String session);

    /**
     * How exactly the portal knows when a session began.
     *
     * @return a microsecond unless overridden; a second at most
     */
    protected Duration precision() {
        return Duration.ofNanos(1_000);
    }

    @Test
    void sessions_that_began_before_the_change_end_and_later_ones_stay() {
        AccountId account = account();
        Instant change = precision().compareTo(Duration.ofMillis(1)) > 0
                ? Instant.ofEpochSecond(CHANGE.getEpochSecond())
                : CHANGE;
        String old = begin(account, change.minus(Duration.ofDays(1)));
        String justBefore = begin(account, change.minus(precision()));
        String justThen = begin(account, change);
        String after = begin(account, change.plusSeconds(5));
        sessions().endSessions(portal(), account, change);
        assertFalse(isOpen(old));
        assertFalse(isOpen(justBefore));
        assertTrue(isOpen(justThen));
        assertTrue(isOpen(after));
    }

    @Test
    void a_call_may_be_repeated_by_any_node_and_late() {
        AccountId account = account();
        String old = begin(account, CHANGE.minusSeconds(60));
        sessions().endSessions(portal(), account, CHANGE);
        String fresh = begin(account, CHANGE.plusSeconds(60));
        another().endSessions(portal(), account, CHANGE);
        assertFalse(isOpen(old));
        assertTrue(isOpen(fresh));
        another().endSessions(portal(), account, CHANGE.plusSeconds(120));
        assertFalse(isOpen(fresh));
    }

    @Test
    void other_accounts_stay_signed_in() {
        AccountId account = account();
        String mine = begin(account, CHANGE.minusSeconds(60));
        String others = begin(account(), CHANGE.minusSeconds(60));
        sessions().endSessions(portal(), account, CHANGE);
        assertFalse(isOpen(mine));
        assertTrue(isOpen(others));
    }

    @Test
    void a_change_in_another_portal_ends_nothing_here() {
        AccountId account = account();
        String session = begin(account, CHANGE.minusSeconds(60));
        sessions().endSessions(otherPortal(), account, CHANGE);
        assertTrue(isOpen(session));
    }

    @Test
    void an_account_without_sessions_is_no_error() {
        sessions().endSessions(portal(), account(), CHANGE);
        sessions().endSessions(portal(), Fresh.account(), CHANGE);
    }

    @Test
    void sixteen_that_end_at_once_end_everything() {
        AccountId account = account();
        List<String> sessions = IntStream.range(0, 20)
                .mapToObj(i -> begin(account, CHANGE.minusSeconds(60 + i)))
                .toList();
        Together.run(i -> {
            (i % 2 == 0 ? sessions() : another()).endSessions(portal(), account, CHANGE);
            return i;
        });
        assertEquals(List.of(), sessions.stream().filter(this::isOpen).toList());
    }
}
