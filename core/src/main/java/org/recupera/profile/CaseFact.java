package org.recupera.profile;

/**
 * One thing that a support case is about, in the words of the form: never what somebody typed.
 *
 * @param label what the form calls it
 * @param text the label of the option that was chosen
 */
public record CaseFact(String label, String text) {}
