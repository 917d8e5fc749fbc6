package org.recupera.profile;

/**
 * What a support case is about, in the words of the portal's form.
 *
 * @param system the system
 * @param type the type of request
 * @param subject the subject
 */
public record CaseTopic(String system, String type, String subject) {}
