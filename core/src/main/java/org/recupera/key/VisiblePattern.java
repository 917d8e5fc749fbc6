package org.recupera.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;

/**
 * What a secret looks like that somebody typed or counted up instead of drawing it at random.
 *
 * <p>Refuses fewer than one in two billion random secrets of 32 bytes, and fewer of longer ones. It proves nothing of
 * a secret that passes.
 */
final class VisiblePattern {

    /** 32 random bytes have no more distinct values with a probability of 2^-48, and as many differences with 2^-45. */
    private static final int FEW = 16;

    private VisiblePattern() {}

    /** Repetitions, sequences, and text; 32 random bytes read as text with a probability of 2^-33. */
    static boolean in(byte[] bytes) {
        return distinct(bytes) <= FEW || distinct(differences(bytes)) <= FEW || isText(bytes);
    }

    /**
     * A phrase or hexadecimal digits, which happen to be base64 too.
     *
     * <p>The 43 characters of 32 random bytes lack capitals or small letters with a probability of 2^-31.
     */
    static boolean inBase64(String base64) {
        return base64.equals(base64.toLowerCase(Locale.ROOT)) || base64.equals(base64.toUpperCase(Locale.ROOT));
    }

    private static int distinct(byte[] bytes) {
        BitSet seen = new BitSet();
        for (byte b : bytes) {
            seen.set(b & 0xff);
        }
        return seen.cardinality();
    }

    private static byte[] differences(byte[] bytes) {
        byte[] differences = new byte[bytes.length - 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (byte) (bytes[i + 1] - bytes[i]);
        }
        return differences;
    }

    private static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
