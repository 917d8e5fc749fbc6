package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.SessionRegistrySuite;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;
import org.recupera.port.SessionRegistry;

class InMemorySessionsTest extends SessionRegistrySuite {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PortalId PORTAL = new PortalId("portal");
    private static final AccountId MARIA = new AccountId("maria");

    private final InMemorySessions sessions = InMemorySessions.create();
    private final InMemorySessions ofTwo = InMemorySessions.ofCapacity(2);
    private int last;

    @Override
    protected SessionRegistry sessions() {
        return sessions;
    }

    @Override
    protected SessionRegistry another() {
        return sessions;
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
    protected AccountId account() {
        last++;
        return new AccountId("account-" + last);
    }

    @Override
    protected String begin(AccountId account, Instant at) {
        last++;
        String session = "session-" + last;
        sessions.begin(PORTAL, account, session, at);
        return session;
    }

    @Override
    protected boolean isOpen(String session) {
        return sessions.isOpen(session);
    }

    @Test
    void a_full_registry_ends_the_session_that_was_begun_first() {
        ofTwo.begin(PORTAL, MARIA, "a", NOON);
        ofTwo.begin(PORTAL, MARIA, "b", NOON);
        ofTwo.begin(PORTAL, MARIA, "c", NOON);

        assertThat(ofTwo.isOpen("a")).isFalse();
        assertThat(ofTwo.isOpen("b")).isTrue();
        assertThat(ofTwo.isOpen("c")).isTrue();
    }

    @Test
    void who_signs_out_ends_one_session() {
        ofTwo.begin(PORTAL, MARIA, "a", NOON);
        ofTwo.begin(PORTAL, MARIA, "b", NOON);
        ofTwo.end("a");
        ofTwo.end("a");

        assertThat(ofTwo.isOpen("a")).isFalse();
        assertThat(ofTwo.isOpen("b")).isTrue();
        ofTwo.begin(PORTAL, MARIA, "c", NOON);
        assertThat(ofTwo.isOpen("b")).as("room was given back").isTrue();
    }

    @Test
    void a_session_id_serves_one_session() {
        ofTwo.begin(PORTAL, MARIA, "a", NOON);
        assertThatThrownBy(() -> ofTwo.begin(PORTAL, new AccountId("jose"), "a", NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
