package org.recupera.recovery;

import org.recupera.profile.Message;

/**
 * The link cannot be used.
 *
 * @param reason why
 * @param message the reason and the way on, in the portal's language
 */
public record LinkRefused(LinkRefusal reason, Message message) implements OpenOutcome, ChangeOutcome {}
