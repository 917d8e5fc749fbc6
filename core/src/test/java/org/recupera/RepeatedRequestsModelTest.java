package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the rules for repeated requests through random walks of many steps.
 *
 * <p>A failure tells its walk, in as few of its steps as break the rule; {@code -Drecupera.walk=17} takes walk 17 alone.
 */
@Tag("walk")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RepeatedRequestsModelTest {

    private static final String PROPERTY = "recupera.walk";
    private static final @Nullable Long ONE_WALK = Long.getLong(PROPERTY);
    private static final int WALKS = 260;
    private static final int STEPS = 400;

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void while_two_nodes_take_turns_every_mail_can_be_foretold() {
        walkAll(true);

        if (ONE_WALK == null) {
            assertThat(seen)
                    .as("what the walks came by")
                    .containsOnlyKeys(
                            "asked after a refused mail",
                            "asked for a new link",
                            "asked past the budgets",
                            "asked past the budgets without a live link",
                            "asked while a link had waited for most of a day",
                            "asked while the first mail was under way",
                            "asked within the quiet window",
                            "asked within the repeat window",
                            "changed",
                            "presented",
                            "presented before its mail was answered for",
                            "told link.account-changed",
                            "told link.expired",
                            "told link.in-use",
                            "told link.replaced",
                            "told link.unknown",
                            "told link.used",
                            "tried again");
        }
    }

    @Test
    void what_happens_in_the_middle_of_something_else_breaks_no_rule() {
        walkAll(false);
    }

    private void walkAll(boolean inTurns) {
        LongStream walks = ONE_WALK == null ? LongStream.range(0, WALKS) : LongStream.of(ONE_WALK);
        walks.forEach(walk -> {
            List<Long> steps = steps(walk);
            if (breach(inTurns, steps).isPresent()) {
                List<Long> fewer = shortened(inTurns, steps);
                throw new AssertionError("walk " + walk + " (-D" + PROPERTY + '=' + walk + "), " + fewer.size()
                        + " of its steps:\n" + breach(inTurns, fewer).orElseThrow());
            }
        });
    }

    private static List<Long> steps(long walk) {
        return new Random(walk).longs(STEPS).boxed().toList();
    }

    /** The story of a walk up to where it breaks a rule; nothing when it breaks none. */
    private Optional<String> breach(boolean inTurns, List<Long> steps) {
        RequestWalk walk = new RequestWalk(inTurns);
        RequestModel model = walk.model();
        for (int i = 0; i < steps.size() && model.broken().isEmpty(); i++) {
            walk.step(steps.get(i));
        }
        walk.lookAtAll();
        model.seen().forEach((what, times) -> seen.merge(what, times, Integer::sum));
        return model.broken().isEmpty() ? Optional.empty() : Optional.of(model.story());
    }

    /** Leaves out what is not needed to break a rule, first in large parts and then step by step. */
    private List<Long> shortened(boolean inTurns, List<Long> steps) {
        List<Long> shortest = steps;
        for (int part = steps.size() / 2; part > 0; part /= 2) {
            int from = 0;
            while (from < shortest.size()) {
                List<Long> fewer = new ArrayList<>(shortest);
                fewer.subList(from, Math.min(from + part, fewer.size())).clear();
                if (breach(inTurns, fewer).isPresent()) {
                    shortest = fewer;
                } else {
                    from += part;
                }
            }
        }
        return shortest;
    }
}
