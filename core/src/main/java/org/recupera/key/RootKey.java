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
 * <p>Never used as a key itself.
 */
final class RootKey {

    static final int MIN_BYTES = 32;

    /** 32 random bytes hold fewer distinct values with a probability below 2^-60; a typed phrase soon does. */
    private static final int MIN_DISTINCT = 16;

    private static final String HOW_TO = "; make one with: openssl rand -base64 32";

    private final byte[] bytes;

    private RootKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static RootKey parse(Secret base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.reveal().strip());
        } catch (IllegalArgumentException notBase64) {
            // The cause would repeat a character of the secret.
            throw new IllegalArgumentException("the secret is not base64" + HOW_TO);
        }
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "the secret has " + bytes.length + " bytes and needs at least " + MIN_BYTES + HOW_TO);
        }
        long distinct = new String(bytes, StandardCharsets.ISO_8859_1)
                .chars()
                .distinct()
                .count();
        if (distinct < MIN_DISTINCT) {
            throw new IllegalArgumentException("the secret does not look random" + HOW_TO);
        }
        return new RootKey(bytes);
    }

    byte[] derive(String purpose, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(bytes, null, ("recupera/1/" + purpose).getBytes(StandardCharsets.US_ASCII)));
        byte[] derived = new byte[length];
        hkdf.generateBytes(derived, 0, length);
        return derived;
    }
}
