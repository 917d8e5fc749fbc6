package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.port.CaseSequence;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;

/** What every sequence promises, and where this one ends. */
abstract class CaseSequenceContract extends CaseSequenceSuite {

    private static final PortalId PORTAL = new PortalId("used-up");

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    @Override
    protected CaseSequence sequence() {
        return database().storage().caseSequence();
    }

    @Override
    protected CaseSequence another() {
        return database().otherStorage().caseSequence();
    }

    @Test
    void A_year_ends_with_the_last_number_of_eight_digits() {
        sequence().next(PORTAL, 2026);
        database().execute("UPDATE recupera_case_sequence SET counted = 99999998 WHERE portal = 'used-up'");
        assertThat(sequence().next(PORTAL, 2026)).isEqualTo(99_999_999);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> another().next(PORTAL, 2026))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("used up");
        }
        assertThat(sequence().next(PORTAL, 2027)).isOne();
    }
}
