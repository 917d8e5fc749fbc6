package org.recupera.password;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;

/**
 * bcrypt, for portals whose table already holds it.
 *
 * <p>A new table is better off with {@link Argon2id}. Reads {@code $2a$}, {@code $2b$} and {@code $2y$}, writes {@code $2b$}. bcrypt counts 72 bytes of UTF-8 and ends
 * at a NUL: longer passwords and those with a NUL are neither hashed nor verified, where other implementations cut
 * them off in silence. Safe for use by several threads at once.
 */
public final class Bcrypt implements PasswordHash {

    private static final int MOST_BYTES = 72;
    private static final int LOWEST_COST = 10;
    private static final int HIGHEST_COST = 16;
    private static final int STANDARD_COST = 12;
    private static final int SALT_BYTES = 16;

    /** Cost 04 is the format's lowest; above the highest a stored hash is refused, because it would hold a thread for long. */
    private static final Pattern STORED = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

    private final int cost;
    private final SecureRandom random;

    private Bcrypt(int cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
    }

    /**
     * bcrypt at cost 12.
     *
     * @return the function
     */
    public static Bcrypt standard() {
        return ofCost(STANDARD_COST);
    }

    /**
     * bcrypt at a cost of one's own.
     *
     * @param cost the binary logarithm of the rounds, 10 to 16; one more takes twice as long
     * @return the function
     * @throws IllegalArgumentException when the cost is out of its range
     */
    public static Bcrypt ofCost(int cost) {
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw new IllegalArgumentException(
                    "bcrypt cost " + cost + " is not " + LOWEST_COST + " to " + HIGHEST_COST);
        }
        return new Bcrypt(cost, new SecureRandom());
    }

    @Override
    public boolean accepts(Secret password) {
        return StrictUtf8.bytes(password).filter(Bcrypt::isWhole).isPresent();
    }

    @Override
    public String hash(Secret password) {
        byte[] bytes = StrictUtf8.bytes(password)
                .filter(Bcrypt::isWhole)
                .orElseThrow(() -> new IllegalArgumentException("bcrypt would not look at the whole password"));
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate("2b", bytes, salt, cost);
    }

    @Override
    public boolean verify(Secret password, String stored) {
        return STORED.matcher(stored).matches()
                && StrictUtf8.bytes(password)
                        .filter(Bcrypt::isWhole)
                        .filter(bytes -> OpenBSDBCrypt.checkPassword(stored, bytes))
                        .isPresent();
    }

    /**
     * Whether a password that has just been verified should be hashed again.
     *
     * @param stored what is stored now
     * @return {@code true} when it cost less than this function's, or is of another form
     */
    @Override
    public boolean needsRehash(String stored) {
        Matcher matcher = STORED.matcher(stored);
        return !matcher.matches() || Integer.parseInt(matcher.group(1)) < cost;
    }

    private static boolean isWhole(byte[] password) {
        if (password.length > MOST_BYTES) {
            return false;
        }
        for (byte b : password) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }
}
