package org.recupera.key;

import org.recupera.port.Secret;

/** Reads secrets that have to be random bytes, for whoever keeps keys beside the {@link KeyRing}. */
public final class RandomSecret {

    private RandomSecret() {}

    /**
     * Reads base64 and refuses what somebody typed or counted up.
     *
     * @param base64 at least 32 random bytes in base64, as {@code openssl rand -base64 32} prints them
     * @return the bytes
     * @throws IllegalArgumentException when it is not base64, too short or visibly not random; says how to make one, and
     *     nothing of the secret but its length
     */
    public static byte[] bytes(Secret base64) {
        return RootKey.parse(base64).bytes();
    }
}
