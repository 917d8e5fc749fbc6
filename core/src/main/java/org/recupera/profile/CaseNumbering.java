package org.recupera.profile;

/**
 * How a portal numbers its cases.
 *
 * @param prefix what every number begins with: 1 to 8 ASCII digits and capitals
 * @param order whether numbers are drawn or counted
 */
public record CaseNumbering(String prefix, Order order) {

    /** Whether numbers are drawn or counted. */
    public enum Order {
        /** Drawn at random: a number tells nobody how many cases there are. */
        RANDOM,
        /** Counted from 1 in each year. */
        SEQUENTIAL
    }
}
