package org.recupera.ticket;

import org.recupera.profile.Message;

/**
 * One thing that keeps a case from being filed.
 *
 * @param field the name of the form's field, or an empty text for the form as a whole
 * @param message what is wrong and what helps, in the requester's language; may name a file, never repeats a field
 */
public record CaseFlaw(String field, Message message) {}
