package org.recupera.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;

/** A quick salted digest, which takes at most 72 bytes where told so; for tests alone. */
public final class DigestHash implements PasswordHash {

    private static final int LIKE_BCRYPT = 72;

    private final int longest;
    private final AtomicInteger salts = new AtomicInteger();

    private DigestHash(int longest) {
        this.longest = longest;
    }

    public static DigestHash ofAnyLength() {
        return new DigestHash(Integer.MAX_VALUE);
    }

    public static DigestHash ofSeventyTwoBytes() {
        return new DigestHash(LIKE_BCRYPT);
    }

    @Override
    public boolean accepts(Secret password) {
        return password.reveal().getBytes(StandardCharsets.UTF_8).length <= longest;
    }

    @Override
    public String hash(Secret password) {
        if (!accepts(password)) {
            throw new IllegalArgumentException("too long");
        }
        return salted(Integer.toString(salts.incrementAndGet()), password);
    }

    @Override
    public boolean verify(Secret password, String stored) {
        return salted(stored.substring(0, stored.indexOf('$')), password).equals(stored);
    }

    private static String salted(String salt, Secret password) {
        try {
            byte[] text = (salt + '$' + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return salt
                    + '$'
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
