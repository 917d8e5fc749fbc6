package org.recupera.recovery;

import org.jspecify.annotations.Nullable;
import org.recupera.port.IdentifierKind;

/**
 * One answer on the screen, masked as far as the profile says.
 *
 * @param recovered what it is: {@link IdentifierKind#USERNAME} or {@link IdentifierKind#EMAIL}
 * @param text the username or the address
 * @param document the number of the document that the account belongs to, as document 002 shows it: in full if it was
 *     typed, else masked; {@code null} when none is on file
 */
public record FoundAccount(
        IdentifierKind recovered, String text, @Nullable String document) {

    /** Shows what was recovered, and nothing of whose it is. */
    @Override
    public String toString() {
        return "FoundAccount[" + recovered + ']';
    }
}
