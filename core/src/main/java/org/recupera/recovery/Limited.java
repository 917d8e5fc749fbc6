package org.recupera.recovery;

import java.time.Duration;
import org.recupera.profile.Message;

/**
 * Too many attempts, or more at once than the portal has room for; a portal answers with HTTP 429.
 *
 * @param message what to tell
 * @param retryAfter how long to wait, at least
 */
public record Limited(Message message, Duration retryAfter)
        implements RequestOutcome, QuestionOutcome, ChangeOutcome, EnrolmentOutcome {}
