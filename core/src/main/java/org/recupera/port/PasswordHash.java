package org.recupera.port;

/**
 * The portal's way of hashing passwords.
 *
 * <p>Implementations are safe for use by several threads at once. {@code org.recupera.password} has Argon2id and
 * bcrypt ready-made.
 */
public interface PasswordHash {

    /**
     * Whether the whole password would count.
     *
     * <p>bcrypt, for one, looks at 72 bytes; a password must be refused rather than cut.
     *
     * @param password the password, in NFC
     * @return {@code false} when part of it would be ignored
     */
    default boolean accepts(Secret password) {
        return true;
    }

    /**
     * Hashes a password with a fresh salt.
     *
     * @param password the password, in NFC
     * @return the text to store, parameters and salt included
     * @throws IllegalArgumentException when the password is not one it {@link #accepts}
     * @throws PortException when too many are hashed at once, and waiting did not help; it {@link PortException#isBusy}
     */
    String hash(Secret password);

    /**
     * Whether a password is the one that was hashed.
     *
     * @param password the password, in NFC
     * @param stored a text made by this function
     * @return {@code false} also when {@code stored} is not of a form that this function knows
     * @throws PortException when too many are hashed at once, and waiting did not help; it {@link PortException#isBusy}
     */
    boolean verify(Secret password, String stored);

    /**
     * Whether a password that has just been verified should be hashed again.
     *
     * @param stored what is stored now
     * @return {@code true} when this function makes stronger hashes now than the stored one; never unless overridden
     */
    default boolean needsRehash(String stored) {
        return false;
    }
}
