package org.recupera.timing;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** One call under one condition: which arms there are, and how they are timed in a process of its own. */
enum Setting {
    LINK("request a link", Condition.QUIET, State.KNOWN, State.DISABLED, State.NO_ADDRESS, State.LIMITED),
    LINK_ONE_CORE("request a link, one core", Condition.ONE_CORE, State.KNOWN, State.LIMITED),
    LINK_HALF("request a link, queue half full", Condition.QUEUE_HALF_FULL, State.KNOWN),
    LINK_FULL("request a link, queue full", Condition.QUEUE_FULL, State.KNOWN),
    LINK_SLOW("request a link, slow ports", Condition.SLOW_PORTS, State.KNOWN, State.NO_ADDRESS),
    NEXT("next call, 0 to 20 ms later", Condition.NEXT_CALL, State.KNOWN),
    NEXT_ONE_CORE("next call, 0 to 20 ms later, one core", Condition.NEXT_CALL_ONE_CORE, State.KNOWN),
    USERNAME("recover a username", Condition.QUIET, State.KNOWN, State.DISABLED, State.NO_ADDRESS, State.LIMITED),
    CASE("file a case", Condition.QUIET, State.KNOWN, State.DISABLED),
    TOKEN("change with a wrong link", Condition.QUIET, TokenCalls.SOME, TokenCalls.MOST),
    ANSWER("give a wrong answer", Condition.QUIET, State.KNOWN, State.ANSWERED, State.DISABLED),
    QUESTION("see the question", Condition.QUIET, State.KNOWN, State.ANSWERED, State.DISABLED);

    /** What a change has time for; the others want a quiet machine. */
    static final List<Setting> QUICK = List.of(LINK, LINK_SLOW, USERNAME, CASE, TOKEN);

    /** A tenth of a microsecond is at the edge of what can be seen in them. */
    private static final Set<Setting> VARYING = EnumSet.of(CASE, LINK_HALF, LINK_FULL, LINK_SLOW);

    private static final int BATCH = 500;
    private static final int BATCH_BESIDE_WORK = 20;
    private static final long MILLI = 1_000_000;
    private static final long[] WAITS = {0, MILLI, 5 * MILLI, 20 * MILLI};

    private final String title;
    private final Condition condition;

    @SuppressWarnings("ImmutableEnumChecker") // Comes from List.of.
    private final List<String> asked;

    Setting(String title, Condition condition, String... asked) {
        this.title = title;
        this.condition = condition;
        this.asked = List.of(asked);
    }

    String title() {
        return title;
    }

    Condition condition() {
        return condition;
    }

    /** What the long run holds it to. */
    Gate gate() {
        return looksUp() ? Gate.LOOK_UP : Gate.full(condition.isNextCall() ? 10_000 : 1_000);
    }

    /** Nanoseconds that the long run has to see; calls that vary more hide more. */
    List<Integer> planted() {
        if (looksUp()) {
            return List.of(100_000);
        }
        if (condition.isNextCall()) {
            return List.of(10_000, 100_000);
        }
        return VARYING.contains(this) ? List.of(1_000, 10_000) : List.of(100, 1_000, 10_000);
    }

    private boolean looksUp() {
        return this == ANSWER || this == QUESTION;
    }

    List<Arm> arms(int same, List<Integer> planted) {
        return Arm.with(this == TOKEN ? TokenCalls.NOTHING : "unknown", same, planted, asked);
    }

    /** Times it here and now. */
    Series time(Schedule schedule, long seed) throws InterruptedException {
        // One client and one second have few wrong answers, and the limits on them are told.
        MemoryPortal portal = new MemoryPortal(condition, this != ANSWER);
        Names names = new Names(~seed);
        if (condition.isNextCall()) {
            // From another seed than the arms: else an arm has the waits that go with it.
            Random random = new Random(~seed);
            long[] waits = IntStream.range(0, schedule.calls())
                    .mapToLong(call -> call < schedule.warmUp() ? 0 : WAITS[random.nextInt(WAITS.length)])
                    .toArray();
            TimedCalls calls = RequestCalls.forLink(portal, schedule, schedule.calls(), names);
            return Stopwatch.of(calls, schedule, BATCH).next(waits, schedule.calls());
        }
        TimedCalls calls = switch (this) {
            case USERNAME -> RequestCalls.forUsername(portal, schedule, names);
            case CASE -> new CaseCalls(portal, schedule, names);
            case TOKEN -> new TokenCalls(portal, schedule, names);
            case ANSWER -> RequestCalls.withAnswer(portal, schedule, names);
            case QUESTION -> RequestCalls.forQuestion(portal, schedule, names);
            default -> RequestCalls.forLink(portal, schedule, 0, names);
        };
        return Stopwatch.of(calls, schedule, condition.isWorking() ? BATCH_BESIDE_WORK : BATCH)
                .each();
    }
}
