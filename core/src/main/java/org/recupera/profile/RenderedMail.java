package org.recupera.profile;

import java.util.Locale;

/**
 * The words of one mail.
 *
 * <p>The bodies hold links, so the text form shows neither.
 *
 * @param subject one line
 * @param text the plain text body, lines ended by LF
 * @param html the HTML body
 * @param language the language they are in, which need not be the one that was asked for
 */
public record RenderedMail(String subject, String text, String html, Locale language) {

    /** Shows the language alone. */
    @Override
    public String toString() {
        return "RenderedMail[" + language.toLanguageTag() + ", redacted]";
    }
}
