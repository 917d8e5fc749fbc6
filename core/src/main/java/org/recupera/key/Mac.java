package org.recupera.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 over fields, each with its length before it, so that no two lists of fields read alike. */
final class Mac {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Mac(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    boolean isSameAs(Mac other) {
        return key.equals(other.key);
    }

    byte[] of(String... fields) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }
}
