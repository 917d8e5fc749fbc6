package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.ClaimedWork;
import org.recupera.port.DeadLetter;
import org.recupera.port.Lane;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

class InMemoryWorkQueueTest extends WorkQueueSuite {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PortalId PORTAL = new PortalId("portal");
    private static final PortalId OTHER = new PortalId("other");

    private final InMemoryWorkQueue queue = InMemoryWorkQueue.create();
    private final InMemoryWorkQueue ofTwo = InMemoryWorkQueue.ofCapacity(2);

    @Override
    protected WorkQueue queue() {
        return queue;
    }

    @Override
    protected WorkQueue another() {
        return queue;
    }

    @Test
    void a_full_queue_takes_nothing_and_loses_nothing() {
        ofTwo.put(work(PORTAL, "a"));
        ofTwo.put(work(OTHER, "b"));

        assertThatThrownBy(() -> ofTwo.put(work(PORTAL, "c")))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("full");
        assertThat(ofTwo.put(work(PORTAL, "a")))
                .as("an equal unit needs no room")
                .isFalse();

        assertThat(claim(PORTAL)).extracting(claimed -> claimed.work().key()).containsExactly("a");
        assertThat(claim(OTHER)).extracting(claimed -> claimed.work().key()).containsExactly("b");
    }

    @Test
    void what_was_given_up_takes_room_until_it_is_purged() {
        ofTwo.put(work(PORTAL, "a"));
        ofTwo.put(work(PORTAL, "b"));
        claim(PORTAL).forEach(claimed -> ofTwo.settle(claimed, new Settlement.Dead(NOON, "refused")));

        assertThatThrownBy(() -> ofTwo.put(work(PORTAL, "c"))).isInstanceOf(PortException.class);
        assertThat(ofTwo.purge(PORTAL, NOON.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(ofTwo.put(work(PORTAL, "c"))).isTrue();
    }

    @Test
    void what_is_done_gives_its_room_back() {
        ofTwo.put(work(PORTAL, "a"));
        ofTwo.put(work(PORTAL, "b"));
        claim(PORTAL).forEach(claimed -> ofTwo.settle(claimed, new Settlement.Done()));

        assertThat(ofTwo.put(work(PORTAL, "c"))).isTrue();
        assertThat(ofTwo.put(work(PORTAL, "d"))).isTrue();
    }

    @Test
    void what_has_no_room_for_all_that_follows_stays_as_it_is() {
        ofTwo.put(work(PORTAL, "a"));
        ofTwo.put(work(OTHER, "b"));
        ClaimedWork claimed = claim(PORTAL).get(0);

        assertThatThrownBy(() ->
                        ofTwo.settle(claimed, new Settlement.Done(List.of(work(PORTAL, "c"), work(PORTAL, "d")))))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("full");

        assertThat(ofTwo.settle(claimed, new Settlement.Done(List.of(work(PORTAL, "c")))))
                .isTrue();
        assertThat(claim(PORTAL)).extracting(one -> one.work().key()).containsExactly("c");
    }

    @Test
    void what_was_given_up_can_be_requeued_though_the_queue_is_full() {
        ofTwo.put(work(PORTAL, "a"));
        ofTwo.put(work(PORTAL, "b"));
        claim(PORTAL).forEach(claimed -> ofTwo.settle(claimed, new Settlement.Dead(NOON, "refused")));

        assertThat(ofTwo.list(PORTAL, null, 10)).hasSize(2).allMatch(letter -> ofTwo.requeue(letter, NOON));
        assertThat(claim(PORTAL)).hasSize(2);
    }

    @Test
    void a_reason_is_not_cut_within_a_character() {
        ofTwo.put(work(PORTAL, "a"));
        claim(PORTAL)
                .forEach(claimed -> ofTwo.settle(claimed, new Settlement.Dead(NOON, "a".repeat(199) + "🔑 and more")));

        assertThat(ofTwo.list(PORTAL, null, 10)).extracting(DeadLetter::reason).containsExactly("a".repeat(199));
    }

    @Test
    void a_capacity_is_at_least_one() {
        assertThatThrownBy(() -> InMemoryWorkQueue.ofCapacity(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<ClaimedWork> claim(PortalId portal) {
        return ofTwo.claim(portal, Lane.DECIDE, 10, NOON, Duration.ofSeconds(30));
    }

    private static Work work(PortalId portal, String key) {
        return new Work(portal, key, Lane.DECIDE, "kind", new byte[] {1}, NOON, NOON);
    }
}
