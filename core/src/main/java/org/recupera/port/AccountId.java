package org.recupera.port;

/**
 * The portal's own, stable key of an account.
 *
 * <p>Opaque to the library: it is compared, stored and handed back, never parsed and never shown.
 *
 * @param value 1 to 128 characters, none of them a control character
 */
public record AccountId(String value) {

    /** The longest id, in UTF-16 code units. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code value} is empty, longer than {@link #MAX_LENGTH} or holds a
     *     control character
     */
    public AccountId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "an account id has 1 to " + MAX_LENGTH + " characters and no control character");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
