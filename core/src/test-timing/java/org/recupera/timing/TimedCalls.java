package org.recupera.timing;

/** Calls whose inputs were all prepared before the first one is timed. */
public interface TimedCalls {

    /**
     * Makes one call.
     *
     * @param index which of the prepared inputs
     * @return what was answered
     */
    Object call(int index);

    /**
     * What stands between two batches: takes away what was accepted, for one.
     *
     * @throws InterruptedException when told to stop
     */
    void rest() throws InterruptedException;
}
