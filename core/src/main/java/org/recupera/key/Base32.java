package org.recupera.key;

/**
 * Bytes as text that survives telephones, capitals and mail programs.
 *
 * <p>Crockford's alphabet in lower case: digits and letters without i, l, o and u, five bits each.
 */
public final class Base32 {

    /** The 32 characters, in the order of their values. */
    public static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BITS = 5;

    private Base32() {}

    /**
     * Encodes bytes, the most significant bit first and zero bits at the end.
     *
     * @param bytes what to encode
     * @return eight characters for each five bytes, rounded up; no padding
     */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * Byte.SIZE + BITS - 1) / BITS);
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = (held << Byte.SIZE) | (b & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((held >> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((held << (BITS - bits)) & 31));
        }
        return text.toString();
    }
}
