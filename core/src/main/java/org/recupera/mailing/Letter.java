package org.recupera.mailing;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.profile.MailTemplate;

/**
 * One mail to write.
 *
 * @param template which
 * @param to the one recipient
 * @param language in which language, if the profile speaks it
 * @param reference what tells this mail from every other; the {@code Message-ID} comes from it
 * @param values what the template needs
 * @param date when what led to it was accepted; the same on every try
 * @param subject says in events of this mail whom or what it is about
 * @param references the {@code Message-ID} of the mail that it goes on from, if any
 * @param automatic whether the library says it by itself; {@code false} where a person wrote it (RFC 3834)
 */
public record Letter(
        MailTemplate template,
        EmailAddress to,
        Locale language,
        String reference,
        Map<String, Object> values,
        Instant date,
        UnaryOperator<Event> subject,
        @Nullable String references,
        boolean automatic) {

    /** Copies the values. */
    public Letter {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "Letter[" + template + ']';
    }
}
