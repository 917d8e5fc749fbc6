package org.recupera.port;

import java.util.Objects;

/**
 * One thing that a support case was asked and answered, as it was on the day of filing.
 *
 * <p>A case says for itself what it was asked: forms change, and cases stay readable. Values are what people typed, or
 * the id of the option that they chose; the text form leaves them out.
 *
 * @param name the name of the form's field; at most 40 ASCII characters
 * @param role what the field means to the library
 * @param label what the form called it, in the case's language; at most 200 characters
 * @param value what was typed, or the id of what was chosen; at most {@link #MAX_VALUE} characters
 * @param text what people read: the label of what was chosen, or the value itself
 */
public record CaseField(String name, Role role, String label, String value, String text) {

    /** The longest value, in UTF-16 code units. */
    public static final int MAX_VALUE = 20_000;

    /** What a field means to the library. */
    public enum Role {
        /** Who asks. */
        NAME,
        /** Where the answer goes. */
        EMAIL,
        /** Where somebody may call. */
        PHONE,
        /** Which kind of document {@link #DOCUMENT} is. */
        DOCUMENT_TYPE,
        /** Who asks, by a document's number. */
        DOCUMENT,
        /** The system that the case is about. */
        SYSTEM,
        /** The type of request. */
        TYPE,
        /** The subject, chosen from those of the portal. */
        SUBJECT,
        /** What happened, in the requester's words. */
        DESCRIPTION,
        /** Nothing: only people read it. */
        OTHER;

        /**
         * Whether the field says what a case is about and nothing of the person, so that it stays when the rest is
         * forgotten.
         *
         * @return whether retention keeps it
         */
        public boolean isKept() {
            return this == SYSTEM || this == TYPE || this == SUBJECT;
        }
    }

    private static final int MAX_NAME = 40;
    private static final int MAX_LABEL = 200;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException when a part is longer than it may be
     */
    public CaseField {
        Objects.requireNonNull(role);
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0," + (MAX_NAME - 1) + "}")) {
            throw new IllegalArgumentException(
                    "a field's name has 1 to " + MAX_NAME + " ASCII letters, digits, - and _");
        }
        if (label.length() > MAX_LABEL || value.length() > MAX_VALUE || text.length() > MAX_VALUE) {
            throw new IllegalArgumentException("the label or the value of the field " + name + " is too long");
        }
    }

    @Override
    public String toString() {
        return "CaseField[" + name + ']';
    }
}
