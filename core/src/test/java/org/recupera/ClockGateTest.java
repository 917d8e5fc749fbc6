package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.port.Storage;

/** A node begins its work when its clock is known to be near enough to the store's. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClockGateTest {

    private final TestPortal portal = new TestPortal();
    private final Storage storage = mock(Storage.class);
    private final ClockGate gate = new ClockGate(
            portal.id,
            new SelfCheck(
                    portal.profile,
                    storage,
                    portal.queue,
                    portal.mailbox,
                    Keys.of(KeyRing.of(Secret.of(TestPortal.SECRET))),
                    null,
                    true,
                    portal.clock),
            portal.clock);

    private void theStoreIsAheadBy(Duration ahead) {
        doReturn(Optional.of(portal.clock.instant().plus(ahead))).when(storage).now();
    }

    private void theStoreIsDown() {
        doThrow(new PortException("storage: now", null)).when(storage).now();
    }

    @Test
    void a_clock_that_is_near_enough_opens_it_for_good() {
        theStoreIsAheadBy(Duration.ofSeconds(10));
        gate.open();
        assertThat(gate.isOpen()).isTrue();

        theStoreIsDown();
        portal.pass(Duration.ofHours(1));

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void a_clock_that_is_too_far_off_is_told_at_the_start() {
        theStoreIsAheadBy(Duration.ofSeconds(11));

        assertThatIllegalStateException().isThrownBy(gate::open).withMessageContaining("11 s behind the database's");
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void a_store_that_was_down_at_the_start_is_asked_until_the_clocks_agree() {
        theStoreIsDown();
        gate.open();
        assertThat(gate.isOpen()).isFalse();

        theStoreIsAheadBy(Duration.ofMinutes(1));
        assertThat(gate.isOpen()).isFalse();
        portal.pass(Duration.ofSeconds(10));
        theStoreIsAheadBy(Duration.ofMinutes(1));
        assertThat(gate.isOpen()).isFalse();

        portal.pass(Duration.ofSeconds(10));
        theStoreIsAheadBy(Duration.ZERO);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void ports_that_have_no_clock_to_compare_with_keep_nobody_waiting() {
        doReturn(Optional.empty()).when(storage).now();
        gate.open();

        assertThat(gate.isOpen()).isTrue();
    }
}
