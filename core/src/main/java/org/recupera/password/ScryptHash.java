package org.recupera.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;
import org.recupera.port.Secret;

/** An scrypt hash (RFC 7914) of other software's, for verifying alone. */
final class ScryptHash {

    /** N times r times p: a GiB in one lane, or the time of that in several. */
    private static final long MOST_WORK = 1L << 23;

    /** r times p: 2 MiB for the lanes. In use are 8 to a few hundred. */
    private static final int MOST_LANE_BLOCKS = 1 << 14;

    private static final int BYTES_OF_A_BLOCK = 128;

    /** As Spring Security writes it: cost, block size and lanes in one hexadecimal number. */
    private static final Pattern SPRING =
            Pattern.compile("\\$(?<cost>[0-9a-f]{1,2})(?<block>[0-9a-f]{2})(?<lanes>[0-9a-f]{2})"
                    + "\\$(?<salt>[A-Za-z0-9+/]{2,172}={0,2})\\$(?<tag>[A-Za-z0-9+/]{22,86}={0,2})");

    /** As a PHC string, and as passlib writes it. */
    private static final Pattern PHC = Pattern.compile(
            "\\$scrypt\\$ln=(?<cost>[1-9][0-9]?),r=(?<block>[1-9][0-9]{0,2}),p=(?<lanes>[1-9][0-9]{0,2})"
                    + "\\$(?<salt>[A-Za-z0-9+/]{2,172})\\$(?<tag>[A-Za-z0-9+/]{22,86})");

    private final int cost;
    private final int blockSize;
    private final int lanes;
    private final byte[] salt;
    private final byte[] tag;

    private ScryptHash(int logCost, int blockSize, int lanes, byte[] salt, byte[] tag) {
        this.cost = 1 << logCost;
        this.blockSize = blockSize;
        this.lanes = lanes;
        this.salt = salt;
        this.tag = tag;
    }

    /** Reads a PHC string. */
    static Optional<ScryptHash> parse(String stored) {
        return read(PHC.matcher(stored), 10);
    }

    /** Reads the form of Spring Security. */
    static Optional<ScryptHash> ofSpring(String stored) {
        return read(SPRING.matcher(stored), 16);
    }

    private static Optional<ScryptHash> read(Matcher form, int radix) {
        if (!form.matches()) {
            return Optional.empty();
        }
        int logCost = Integer.parseInt(form.group("cost"), radix);
        int blockSize = Integer.parseInt(form.group("block"), radix);
        int lanes = Integer.parseInt(form.group("lanes"), radix);
        if (!isInRange(logCost, blockSize, lanes)) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            return Optional.of(new ScryptHash(
                    logCost, blockSize, lanes, decoder.decode(form.group("salt")), decoder.decode(form.group("tag"))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The bounds of RFC 7914 (section 2), and no more work than anybody should wait for. */
    private static boolean isInRange(int logCost, int blockSize, int lanes) {
        return logCost >= 1
                && logCost < Long.SIZE / 2
                && blockSize >= 1
                && lanes >= 1
                && logCost < BYTES_OF_A_BLOCK / Byte.SIZE * blockSize
                && blockSize * lanes <= MOST_LANE_BLOCKS
                && (long) blockSize * lanes <= MOST_WORK >> logCost;
    }

    /** The table, two blocks of scratch, and the lanes, which are held twice. */
    int memoryKib() {
        return Math.max(1, (int) ((long) BYTES_OF_A_BLOCK * blockSize * (cost + 2L * lanes + 2) / 1024));
    }

    boolean isOf(Secret password) {
        return StrictUtf8.bytes(password)
                .filter(bytes ->
                        MessageDigest.isEqual(tag, SCrypt.generate(bytes, salt, cost, blockSize, lanes, tag.length)))
                .isPresent();
    }
}
