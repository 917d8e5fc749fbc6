package org.recupera.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * A class of calls that is timed among the others.
 *
 * @param name what tells it from the reference
 * @param role what is expected of it
 * @param nanos what is planted after each call
 */
public record Arm(String name, Role role, int nanos) {

    /** What is expected of a class of calls. */
    public enum Role {
        /** What all others are compared with. */
        REFERENCE,
        /** The same once more: a difference here is the machine's. */
        SAME,
        /** The same with something planted: no difference here, and the harness proves nothing. */
        PLANTED,
        /** What the question is about. */
        ASKED
    }

    /**
     * The reference, its doubles, what is planted and what is asked about.
     *
     * @param reference what all others are compared with
     * @param same how many doubles it has
     * @param planted nanoseconds
     * @param asked names of the classes to compare
     * @return the arms; a call's arm is its place here
     */
    public static List<Arm> with(String reference, int same, List<Integer> planted, List<String> asked) {
        List<Arm> arms = new ArrayList<>(List.of(new Arm(reference, Role.REFERENCE, 0)));
        for (int i = 0; i < same; i++) {
            arms.add(new Arm("A/A " + (i + 1), Role.SAME, 0));
        }
        planted.forEach(nanos -> arms.add(new Arm("planted " + nanos / 1_000.0 + " µs", Role.PLANTED, nanos)));
        asked.forEach(name -> arms.add(new Arm(name, Role.ASKED, 0)));
        return List.copyOf(arms);
    }
}
