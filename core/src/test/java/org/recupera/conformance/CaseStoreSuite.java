package org.recupera.conformance;

/** What every {@link org.recupera.port.CaseStore} promises; it is a {@link org.recupera.port.TicketDesk} too. */
public abstract class CaseStoreSuite extends CaseStoreFilings {

    /** Made by subclasses. */
    protected CaseStoreSuite() {}
}
