package org.recupera.recovery;

/**
 * A question to show.
 *
 * @param id its stable id in the portal's profile
 * @param text the question in the portal's language
 */
public record SecurityQuestion(String id, String text) {}
