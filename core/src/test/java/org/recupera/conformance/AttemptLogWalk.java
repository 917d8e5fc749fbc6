package org.recupera.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.PortalId;

/** Two nodes that serve two portals, in a random sequence of calls. */
final class AttemptLogWalk extends Walk {

    private static final int MANY = 1_000;

    private final List<AttemptLog> nodes;
    private final AttemptLog model = new Model();
    private final List<PortalId> portals = List.of(Fresh.portal(), Fresh.portal());
    private final List<Allowance> allowances = List.of(
            new Allowance(1, Duration.ofSeconds(90)),
            new Allowance(7, Duration.ofMinutes(4)),
            new Allowance(3, Duration.ofHours(1)));

    AttemptLogWalk(AttemptLog one, AttemptLog other, long seed) {
        super(seed);
        nodes = List.of(one, other);
    }

    @Override
    void step() {
        AttemptLog log = oneOf(nodes);
        PortalId portal = oneOf(portals);
        if (upTo(15) == 0) {
            Instant before = instant();
            about("purge " + portal + " before " + before);
            same(model.purge(portal, before, MANY), log.purge(portal, before, MANY));
        } else {
            String key = oneOf(List.of("a", "A", "b"));
            Allowance allowance = oneOf(allowances);
            Instant at = instant();
            if (upTo(4) == 0) {
                about("give back " + key + " of " + portal + " to " + allowance + " at " + at);
                model.giveBack(portal, key, allowance, at);
                log.giveBack(portal, key, allowance, at);
                return;
            }
            about("take " + key + " of " + portal + " from " + allowance + " at " + at);
            same(model.take(portal, key, allowance, at), log.take(portal, key, allowance, at));
        }
    }

    /** The contract in its plainest form: one map, one thread. */
    private static final class Model implements AttemptLog {

        private final Map<List<Object>, Instant> marks = new HashMap<>();

        @Override
        public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
            Instant mark = marks.getOrDefault(List.of(portal, key), at);
            Instant next = (mark.isAfter(at) ? mark : at).plus(allowance.cost());
            Duration excess = Duration.between(at.plus(allowance.window()), next);
            if (excess.compareTo(Duration.ZERO) > 0) {
                return excess;
            }
            marks.put(List.of(portal, key), next);
            return Duration.ZERO;
        }

        @Override
        public void giveBack(PortalId portal, String key, Allowance allowance, Instant at) {
            marks.computeIfPresent(List.of(portal, key), (any, mark) -> {
                Instant back = mark.minus(allowance.cost());
                return !mark.isAfter(at) ? mark : back.isAfter(at) ? back : at;
            });
        }

        @Override
        public int purge(PortalId portal, Instant before, int limit) {
            int former = marks.size();
            marks.entrySet()
                    .removeIf(entry -> entry.getKey().get(0).equals(portal)
                            && entry.getValue().isBefore(before));
            return former - marks.size();
        }
    }
}
