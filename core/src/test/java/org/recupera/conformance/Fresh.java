package org.recupera.conformance;

import java.security.SecureRandom;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;

/** Values that no other test has used, so that storage need not be emptied between tests. */
final class Fresh {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Fresh() {}

    static PortalId portal() {
        return new PortalId("p-" + text(16));
    }

    static AccountId account() {
        return new AccountId(text(16));
    }

    /** 128 random bits, as the library writes a selector. */
    static String selector() {
        return text(26);
    }

    static String text(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    static String digits(int length) {
        return RANDOM.ints(length, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static long seed() {
        return RANDOM.nextLong();
    }
}
