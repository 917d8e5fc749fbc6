package org.recupera.conformancecheck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/** A sound work queue, for others to break in one place. */
public class AroundWorkQueue implements WorkQueue {

    final WorkQueue inner = InMemoryWorkQueue.create();

    public AroundWorkQueue() {}

    @Override
    public boolean put(Work work) {
        return inner.put(work);
    }

    @Override
    public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
        return inner.claim(portal, lane, limit, now, lease);
    }

    @Override
    public boolean settle(ClaimedWork claimed, Settlement settlement) {
        return inner.settle(claimed, settlement);
    }

    @Override
    public QueueStatus status(PortalId portal) {
        return inner.status(portal);
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        return inner.purge(portal, before, limit);
    }
}
