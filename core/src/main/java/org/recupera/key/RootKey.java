package org.recupera.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.recupera.port.Secret;

/**
 * A secret from which keys of separate purposes are derived (HKDF-SHA-256, RFC 5869).
 *
 * <p>A ring never uses it as a key itself.
 */
final class RootKey {

    static final int MIN_BYTES = 32;
    static final String HOW_TO = "; make one with: openssl rand -base64 32";

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 3;

    private final byte[] bytes;

    private RootKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads base64; what is said of a secret that is refused tells nothing of it but its length. */
    static RootKey parse(Secret base64) {
        String text = base64.reveal().strip();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            // The cause would repeat a character of the secret.
            throw new IllegalArgumentException("the secret is not base64" + HOW_TO);
        }
        RootKey root = of(bytes, HOW_TO);
        if (VisiblePattern.inBase64(text)) {
            throw unlikely(HOW_TO);
        }
        return root;
    }

    static RootKey of(byte[] bytes, String howTo) {
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "the secret has " + bytes.length + " bytes and needs at least " + MIN_BYTES + howTo);
        }
        if (VisiblePattern.in(bytes)) {
            throw unlikely(howTo);
        }
        return new RootKey(bytes.clone());
    }

    /** As they are; only for other keyed functions than those of a ring. */
    byte[] bytes() {
        return bytes.clone();
    }

    byte[] derive(String purpose) {
        return derive(purpose, KEY_BYTES);
    }

    /** A name for the secret that tells nothing of it. */
    String id() {
        return Base32.encode(derive("id", ID_BYTES));
    }

    private byte[] derive(String purpose, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(bytes, null, ("recupera/1/" + purpose).getBytes(StandardCharsets.US_ASCII)));
        byte[] derived = new byte[length];
        hkdf.generateBytes(derived, 0, length);
        return derived;
    }

    private static IllegalArgumentException unlikely(String howTo) {
        return new IllegalArgumentException("the secret does not look like random bytes" + howTo);
    }
}
