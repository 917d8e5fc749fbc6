package org.recupera.port;

/**
 * Takes support cases in.
 *
 * <p>Either a {@link CaseStore}, which keeps them, or the way to a help desk that a portal has already. Implementations
 * are safe for use by several threads at once; what they promise holds over threads, processes and nodes, and no call
 * is part of a transaction of the caller's.
 */
@FunctionalInterface
public interface TicketDesk {

    /**
     * Files a case; the same portal and submission are filed once.
     *
     * <p>Of any number of calls with one {@link SupportCase#submission()}, at once or one after another, on any number of
     * nodes, the desk ends with one case. A desk that keeps cases says so with {@link Filing.Repeated}, and durably has
     * the case with all its files, or none of it, when this returns. A desk that hands cases over to somebody else's
     * system may answer {@link Filing.Filed} again, having handed over the same message under the same id, by which the
     * other side tells repetitions; where that side cannot, its adapter's documentation says so.
     *
     * <p>What a desk is given was judged by the library: it decides nothing about content.
     *
     * @param filed the case, in state {@link CaseState#OPEN} and without messages, or as it is kept when it is handed
     *     over to a second desk
     * @param contents where the bytes of {@link SupportCase#files()} are read; every stream that is opened is closed
     * @return what became of it; a system that is down, slow or unwilling may be an answer, not an exception
     * @throws PortException when it is unknown whether the case was filed; the same call may be made again
     */
    Filing file(SupportCase filed, FileContents contents);

    /**
     * The most bytes that the files of a case may have together.
     *
     * <p>A portal that hands its cases over lets nobody attach more, since a case that the desk rejects helps nobody.
     *
     * @return the size, the same at every call; unless an adapter says otherwise, any
     */
    default long maxBytesInAll() {
        return Long.MAX_VALUE;
    }
}
