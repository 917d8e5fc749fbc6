package org.recupera.profile;

/**
 * One option of a choice; the message {@code form.} field {@code .} id is what people read.
 *
 * @param id 1 to 40 lower-case letters, digits and inner hyphens
 * @param when what must be chosen in earlier choices for this one to be offered
 */
public record FormOption(String id, FormCondition when) {}
