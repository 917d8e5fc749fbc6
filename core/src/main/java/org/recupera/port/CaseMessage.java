package org.recupera.port;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry in the history of a support case.
 *
 * @param at when it was written
 * @param author who wrote it
 * @param text what was written, lines ended by LF; empty when only the state changed; at most {@link #MAX_TEXT}
 *     characters
 * @param state where the case stands from then on
 */
public record CaseMessage(Instant at, Author author, String text, CaseState state) {

    /** The longest text, in UTF-16 code units. */
    public static final int MAX_TEXT = 20_000;

    /** Who writes. */
    public enum Author {
        /** The service desk; the requester reads it. */
        DESK,
        /** The library, of what it did; the requester reads it too. */
        LIBRARY
    }

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when the text is too long
     */
    public CaseMessage {
        Objects.requireNonNull(author);
        Objects.requireNonNull(state);
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a message has at most " + MAX_TEXT + " characters");
        }
    }

    @Override
    public String toString() {
        return "CaseMessage[" + at + ' ' + author + ' ' + state + ']';
    }
}
