package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;

/** The store under test, and how its cases are looked at. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class CaseStoreFixture extends TicketDeskSuite {

    static final Instant T0 = Cases.T0;
    static final Set<CaseState> ALL = EnumSet.allOf(CaseState.class);
    static final int MANY = 1_000;

    /**
     * The store under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the store
     */
    protected abstract CaseStore store();

    /**
     * A store on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #store()} when nothing but one
     *     process can ever use the storage
     */
    protected abstract CaseStore another();

    /**
     * Where the random sequence of calls starts from; override it to repeat one that failed.
     *
     * @return the seed; another each time unless overridden
     */
    protected long seed() {
        return Fresh.seed();
    }

    @Override
    protected final TicketDesk desk() {
        return store();
    }

    @Override
    protected final TicketDesk anotherDesk() {
        return another();
    }

    @Override
    protected final int cases(SupportCase filed) {
        return (int) list(filed.portal()).stream()
                .map(summary -> another().find(filed.portal(), summary.number()).orElseThrow())
                .filter(kept -> kept.submission().equals(filed.submission()))
                .count();
    }

    CaseStore node(int number) {
        return number % 2 == 0 ? store() : another();
    }

    List<CaseSummary> list(PortalId whose) {
        return another().list(whose, ALL, null, MANY);
    }

    SupportCase filed(SupportCase one) {
        return filed(one, Map.of());
    }

    SupportCase filed(SupportCase one, Map<Integer, byte[]> files) {
        assertFiled(store().file(one, Attached.of(files)));
        return one;
    }

    SupportCase find(SupportCase one) {
        return find(one.portal(), one.number()).orElseThrow();
    }

    Optional<SupportCase> find(PortalId whose, CaseNumber number) {
        return another().find(whose, number);
    }

    SupportCase appended(SupportCase seen, CaseMessage message) {
        assertTrue(store().append(seen, message), () -> "append to " + seen);
        return find(seen);
    }

    static void assertUnchanged(SupportCase expected, SupportCase actual) {
        assertEquals(CaseFacts.of(expected), CaseFacts.of(actual));
    }

    void assertCopied(byte[] expected, SupportCase of, int place) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertTrue(copied(of, place, copy), () -> "there is a file " + place);
        assertArrayEquals(expected, copy.toByteArray());
    }

    boolean copied(SupportCase of, int place, ByteArrayOutputStream to) {
        try {
            return another().copy(of.portal(), of.number(), place, to);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but the receiver throws this", e);
        }
    }
}
