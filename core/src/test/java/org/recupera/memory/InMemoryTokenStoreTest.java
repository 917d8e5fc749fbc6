package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.TokenStoreSuite;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

class InMemoryTokenStoreTest extends TokenStoreSuite {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PortalId PORTAL = new PortalId("portal");

    private final InMemoryTokenStore store = InMemoryTokenStore.create();
    private final InMemoryTokenStore ofThree = InMemoryTokenStore.ofCapacity(3);

    @Override
    protected TokenStore store() {
        return store;
    }

    @Override
    protected TokenStore another() {
        return store;
    }

    @Test
    void a_full_store_forgets_the_final_link_that_moved_longest_ago() {
        Link serving = kept("a");
        Link moved = kept("b");
        Link movedBefore = kept("c");
        assertThat(ofThree.move(moved, moved.moved(LinkState.USED, NOON.plusSeconds(2))))
                .isTrue();
        assertThat(ofThree.move(movedBefore, movedBefore.moved(LinkState.VOID, NOON.plusSeconds(1))))
                .isTrue();

        Link fourth = kept("d");

        assertThat(ofThree.find(PORTAL, "c")).isEmpty();
        assertThat(ofThree.find(PORTAL, "a")).contains(serving);
        assertThat(ofThree.find(PORTAL, "b")).isPresent();
        assertThat(ofThree.find(PORTAL, "d")).contains(fourth);
    }

    @Test
    void a_store_full_of_links_that_may_serve_takes_no_other_and_loses_none() {
        Link first = kept("a");
        Link second = kept("b");
        Link third = kept("c");
        assertThat(ofThree.move(third, third.mailed(NOON))).isTrue();

        assertThatThrownBy(() -> kept("d")).isInstanceOf(PortException.class).hasMessageContaining("full");

        assertThat(ofThree.find(PORTAL, "a")).contains(first);
        assertThat(ofThree.find(PORTAL, "b")).contains(second);
        assertThat(ofThree.find(PORTAL, "c")).contains(third.mailed(NOON));
        assertThat(ofThree.keep(made("e", "owner-of-a"), NOON))
                .as("handing a link back needs no room")
                .isEqualTo(first);
    }

    @Test
    void a_purge_gives_room() {
        kept("a");
        kept("b");
        kept("c");
        assertThat(ofThree.purge(PORTAL, NOON.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(kept("d").selector()).isEqualTo("d");
    }

    @Test
    void a_selector_is_kept_once_whatever_became_of_its_link() {
        Link link = kept("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofThree.keep(made("a", "somebody-else"), NOON))
                .withMessageContaining("selector");
        assertThat(ofThree.move(link, link.moved(LinkState.VOID, NOON))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> ofThree.keep(made("a", "somebody-else"), NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> kept("a"));
    }

    @Test
    void a_capacity_is_at_least_one() {
        assertThatThrownBy(() -> InMemoryTokenStore.ofCapacity(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Link kept(String selector) {
        return ofThree.keep(made(selector, "owner-of-" + selector), NOON);
    }

    private static Link made(String selector, String owner) {
        return Link.made(PORTAL, selector, "k1", LinkPurpose.PASSWORD, new AccountId(owner), "binding", NOON);
    }
}
