package org.recupera.ticket;

/**
 * One option of a choice, as it stands now.
 *
 * @param id what the form sends
 * @param label what people read
 * @param allowed whether it goes with what is chosen elsewhere
 * @param chosen whether it is the one that was sent, allowed or not
 */
public record OptionView(String id, String label, boolean allowed, boolean chosen) {}
