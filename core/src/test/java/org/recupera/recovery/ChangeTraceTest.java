package org.recupera.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.recovery.ChangeTrace.Verdict;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangeTraceTest {

    private static final Instant MADE_AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant TAKEN_AT = MADE_AT.plus(Duration.ofMinutes(10));
    private static final Instant LATER = TAKEN_AT.plus(Duration.ofSeconds(40));
    private static final Instant SOON = TAKEN_AT.plus(ChangeTrace.SOON);
    private static final Instant DAY_OLD = MADE_AT.plus(Duration.ofHours(24));

    private static final Link LIVE = Link.made(
                    new PortalId("honducompras"),
                    "selector",
                    "key",
                    LinkPurpose.PASSWORD,
                    new AccountId("17"),
                    "binding",
                    MADE_AT)
            .mailed(MADE_AT);
    private static final Link TAKEN = LIVE.moved(LinkState.TAKEN, TAKEN_AT);
    private static final Link FREED = TAKEN.moved(LinkState.LIVE, LATER);
    private static final Link TAKEN_AGAIN = FREED.moved(LinkState.TAKEN, LATER);

    private static Verdict judge(@Nullable Link link, @Nullable String before, @Nullable String current, Instant now) {
        return new ChangeTrace(TAKEN_AT, TAKEN.fence(), before)
                .judge(Optional.ofNullable(link), Optional.ofNullable(current), now);
    }

    @Test
    void the_very_next_move_of_the_link_tells() {
        assertThat(judge(TAKEN.moved(LinkState.USED, LATER), "1", "1", LATER)).isEqualTo(Verdict.MADE);
        assertThat(judge(FREED, "1", "2", LATER)).isEqualTo(Verdict.NOT_MADE);
    }

    @Test
    void what_somebody_else_made_with_the_link_is_not_this_change() {
        assertThat(judge(TAKEN_AGAIN.moved(LinkState.USED, LATER), "1", "2", SOON))
                .isEqualTo(Verdict.NOT_MADE);
    }

    @Test
    void while_somebody_else_holds_the_link_his_change_may_be_the_one_that_the_version_tells_of() {
        assertThat(judge(TAKEN_AGAIN, "1", "2", DAY_OLD)).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void a_mail_that_is_accepted_meanwhile_makes_nobody_else_of_who_holds_the_link() {
        assertThat(judge(TAKEN.mailed(LATER), "1", "2", LATER)).isEqualTo(Verdict.MADE);
    }

    @Test
    void another_version_tells_that_it_came_about() {
        assertThat(judge(TAKEN, "1", "2", LATER)).isEqualTo(Verdict.MADE);
        assertThat(judge(null, "1", "2", LATER)).as("the link is forgotten").isEqualTo(Verdict.MADE);
    }

    @Test
    void with_the_same_version_it_may_come_about_as_long_as_the_link_is_held_and_young() {
        assertThat(judge(TAKEN, "1", "1", SOON)).isEqualTo(Verdict.UNCERTAIN);
        assertThat(judge(TAKEN, "1", null, DAY_OLD.minusNanos(1))).isEqualTo(Verdict.UNCERTAIN);
        assertThat(judge(TAKEN, "1", "1", DAY_OLD)).isEqualTo(Verdict.NOT_MADE);
        assertThat(judge(TAKEN.moved(LinkState.VOID, LATER), "1", "1", SOON)).isEqualTo(Verdict.NOT_MADE);
    }

    @Test
    void without_versions_it_counts_as_made_after_a_while() {
        assertThat(judge(TAKEN, null, null, SOON.minusNanos(1))).isEqualTo(Verdict.UNCERTAIN);
        assertThat(judge(TAKEN, null, null, SOON)).isEqualTo(Verdict.MADE);
    }

    @Test
    void it_was_made_when_the_link_was_marked_or_at_the_latest_when_the_lease_ended() {
        ChangeTrace trace = new ChangeTrace(TAKEN_AT, TAKEN.fence(), "1");
        Instant leaseEnd = TAKEN_AT.plus(LinkRules.CHANGE_LEASE);
        Instant marked = TAKEN_AT.plusSeconds(2);

        assertThat(trace.changedAt(Optional.of(TAKEN.moved(LinkState.USED, marked)), LATER))
                .isEqualTo(marked);
        assertThat(trace.changedAt(Optional.of(TAKEN), LATER)).isEqualTo(leaseEnd);
        assertThat(trace.changedAt(Optional.empty(), marked)).isEqualTo(marked);
    }
}
