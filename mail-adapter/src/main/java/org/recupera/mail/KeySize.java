package org.recupera.mail;

import java.security.interfaces.RSAKey;

/** Which RSA keys sign mail: those that every receiver has to verify (RFC 8551 section 4.3, RFC 8301 section 3.2). */
final class KeySize {

    private static final int LEAST = 2_048;
    private static final int MOST = 4_096;

    private KeySize() {}

    static void check(RSAKey key, String whose) {
        int bits = key.getModulus().bitLength();
        if (bits < LEAST || bits > MOST) {
            throw new SigningKeyException(
                    whose + " is RSA with " + bits + " bits; mail is signed with " + LEAST + " to " + MOST);
        }
    }
}
