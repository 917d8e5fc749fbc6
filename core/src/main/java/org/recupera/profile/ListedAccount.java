package org.recupera.profile;

import org.jspecify.annotations.Nullable;

/**
 * One account in a mail that lists several.
 *
 * @param username its name, as on file
 * @param document the document it belongs to, as far as it may be shown; {@code null} when none is on file
 */
public record ListedAccount(String username, @Nullable String document) {

    /** Shows nothing: both are personal data. */
    @Override
    public String toString() {
        return "ListedAccount[redacted]";
    }
}
