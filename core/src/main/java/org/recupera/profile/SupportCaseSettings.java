package org.recupera.profile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a portal takes support cases.
 *
 * @param numbers how cases are numbered
 * @param form what is asked
 * @param attachments which files a case may carry; {@link AttachmentSettings#standard()} when the file says nothing
 * @param hours when the desk works, or {@code null} when the portal does not say: then nobody is told by when
 * @param promise how much service time the desk takes for an answer, or {@code null} when nothing is promised; never
 *     there without {@code hours}
 * @param limits how often cases may be opened and looked up
 * @param retention how long a case keeps what is personal after it was answered, handed over or closed; 30 to 3650 days
 * @param statusPath the portal's page that tells where a case stands, beginning with a slash; mails lead there
 */
public record SupportCaseSettings(
        CaseNumbering numbers,
        FormSettings form,
        AttachmentSettings attachments,
        @Nullable DeskHours hours,
        @Nullable Duration promise,
        CaseLimits limits,
        Duration retention,
        String statusPath) {

    SupportCaseSettings at(String statusPage) {
        return new SupportCaseSettings(numbers, form, attachments, hours, promise, limits, retention, statusPage);
    }
}
