package org.recupera.profile;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a mailed link leads, and how long it is good.
 *
 * @param baseUrl the deployment's origin with an optional path prefix, without a slash at its end; {@code null} until
 *     the deployment gives it
 * @param path the portal's page for changing the password, beginning with a slash
 * @param parameter the name under which that page gets the token
 * @param placement whether the token stands in the query or in the fragment
 * @param life how long a link is good once its mail was accepted; whole minutes, one minute to 24 hours
 * @param quietWindow how long a repeated request mails nothing; not longer than {@code repeatWindow}
 * @param repeatWindow how long a repeated request mails the same link again; not longer than {@code life}
 * @param mailsPerHour how many links an account is mailed in an hour; 1 to 60
 */
public record LinkSettings(
        @Nullable URI baseUrl,
        String path,
        String parameter,
        Placement placement,
        Duration life,
        Duration quietWindow,
        Duration repeatWindow,
        int mailsPerHour) {

    /** Where in a link the token stands. */
    public enum Placement {
        /** {@code ?parameter=token}: reaches the server, needs no script. */
        QUERY,
        /** {@code #parameter=token}: stays out of the server's logs, needs a script. */
        FRAGMENT
    }

    LinkSettings at(URI origin) {
        return new LinkSettings(origin, path, parameter, placement, life, quietWindow, repeatWindow, mailsPerHour);
    }

    LinkSettings at(String page) {
        return new LinkSettings(baseUrl, page, parameter, placement, life, quietWindow, repeatWindow, mailsPerHour);
    }
}
