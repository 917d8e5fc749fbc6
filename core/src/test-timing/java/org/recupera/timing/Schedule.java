package org.recupera.timing;

import java.util.List;
import java.util.Random;

/** Of which arm each call is, drawn before any input is made, and what is planted after it. */
public final class Schedule {

    private final List<Arm> arms;
    private final int[] drawn;
    private final int warmUp;

    private Schedule(List<Arm> arms, int[] drawn, int warmUp) {
        this.arms = arms;
        this.drawn = drawn;
        this.warmUp = warmUp;
    }

    /**
     * Draws.
     *
     * @param arms all with the same chance at each call
     * @param warmUp how many calls come before those that count
     * @param perArm how many of each arm count, on average
     * @param seed of what is drawn
     * @return the schedule
     */
    public static Schedule drawn(List<Arm> arms, int warmUp, int perArm, long seed) {
        int calls = warmUp + perArm * arms.size();
        return new Schedule(arms, new Random(seed).ints(calls, 0, arms.size()).toArray(), warmUp);
    }

    /**
     * How many calls there are, those that warm up included.
     *
     * @return a number
     */
    public int calls() {
        return drawn.length;
    }

    int warmUp() {
        return warmUp;
    }

    int arm(int call) {
        return drawn[call];
    }

    /**
     * What a call is about.
     *
     * @param call its place
     * @return the name of its arm, or of the reference where it is the same but for what is planted
     */
    public String subject(int call) {
        Arm arm = arms.get(drawn[call]);
        return arm.role() == Arm.Role.ASKED ? arm.name() : arms.get(0).name();
    }

    int[] rounds(Delay delay) {
        int[] rounds = new int[drawn.length];
        for (int call = 0; call < drawn.length; call++) {
            rounds[call] = delay.rounds(arms.get(drawn[call]).nanos());
        }
        return rounds;
    }
}
