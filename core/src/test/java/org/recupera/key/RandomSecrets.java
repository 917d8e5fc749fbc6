package org.recupera.key;

import java.util.Base64;
import java.util.Random;
import org.recupera.port.Secret;

/** Secrets that look random and are the same on every run. */
final class RandomSecrets {

    private RandomSecrets() {}

    static byte[] bytes(long seed) {
        byte[] bytes = new byte[RootKey.MIN_BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String text(long seed) {
        return Base64.getEncoder().encodeToString(bytes(seed));
    }

    static Secret secret(long seed) {
        return Secret.of(text(seed));
    }
}
