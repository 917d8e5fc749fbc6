package org.recupera;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseStore;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Profile;
import org.recupera.profile.SupportCaseSettings;
import org.recupera.work.Chore;

/** Forgets what is of no use any more, a batch at a time. */
final class Housekeeping {

    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 20;

    /** A flood may bring a hundred thousand keys a minute, and the log takes no more once it is full. */
    private static final int MOST_BATCHES_OF_MARKS = 200;

    /** Dead links stay a week, so that their reasons can be given; none is alive after a day. */
    private static final Duration LINKS = Duration.ofDays(8);

    private static final Duration DEAD_WORK = Duration.ofDays(7);

    /** A node whose clock is ahead must not give other nodes' budgets back; two may differ by 20 s. */
    private static final Duration PASSED_MARKS = Duration.ofMinutes(5);

    private Housekeeping() {}

    /** One for each store: what one of them throws keeps none of the others from forgetting. */
    static List<Chore> chores(
            Profile profile, TokenStore tokens, WorkQueue queue, AttemptLog attempts, @Nullable CaseStore cases) {
        PortalId portal = profile.portal();
        List<Chore> chores = new ArrayList<>();
        chores.add(now -> inBatches(() -> tokens.purge(portal, now.minus(LINKS), BATCH)));
        chores.add(now -> inBatches(() -> queue.purge(portal, now.minus(DEAD_WORK), BATCH)));
        chores.add(
                now -> inBatches(MOST_BATCHES_OF_MARKS, () -> attempts.purge(portal, now.minus(PASSED_MARKS), BATCH)));
        if (cases != null) {
            profile.supportCase()
                    .map(SupportCaseSettings::retention)
                    .ifPresent(retention ->
                            chores.add(now -> inBatches(() -> cases.purge(portal, now.minus(retention), BATCH))));
        }
        return chores;
    }

    private static void inBatches(IntSupplier purge) {
        inBatches(MOST_BATCHES, purge);
    }

    private static void inBatches(int most, IntSupplier purge) {
        int purged = BATCH;
        for (int i = 0; i < most && purged == BATCH; i++) {
            purged = purge.getAsInt();
        }
    }
}
