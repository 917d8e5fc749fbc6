package org.recupera.port;

/** Counts a portal's cases, for numbers in order. */
@FunctionalInterface
public interface CaseSequence {

    /**
     * The next value of a year.
     *
     * <p>Durable when it returns, and never given twice, whatever the node that asks; a value that no case came to use is
     * lost. Starts at 1 in each year.
     *
     * @param portal whose cases
     * @param year the year of filing
     * @return 1 to 99,999,999
     * @throws PortException when the sequence cannot be asked
     */
    long next(PortalId portal, int year);
}
