package org.recupera.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.recupera.port.Secret;

/** A PBKDF2 hash (RFC 8018, 5.2) of other software's, for verifying alone. */
final class Pbkdf2Hash {

    /** Some ten times what is recommended today; above it a stored hash is refused, because it would hold a thread for long. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final String ITERATIONS = "([1-9][0-9]{0,7})";

    /** As Django writes it: the salt is text, and the tag is base64 with padding. */
    private static final Pattern DJANGO = Pattern.compile(
            "pbkdf2_(sha1|sha256)\\$" + ITERATIONS + "\\$([!-#%-~]{1,128})\\$([A-Za-z0-9+/]{22,86}={0,2})");

    /** As a PHC string, and as passlib writes it: a bare number of iterations, and points for plus signs. */
    private static final Pattern PHC = Pattern.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?\\$(?:i=)?" + ITERATIONS
            + "(?:,l=([1-9][0-9]?))?\\$([A-Za-z0-9+/.]{2,172})\\$([A-Za-z0-9+/.]{22,86})");

    /** As Spring Security writes it: salt and a tag of 32 bytes in hexadecimal digits, and nothing else. */
    private static final Pattern SPRING = Pattern.compile("[0-9a-f]{80}|[0-9a-f]{96}");

    private static final int SPRING_TAG_BYTES = 32;

    private final String digest;
    private final int iterations;
    private final byte[] salt;
    private final byte[] tag;

    private Pbkdf2Hash(String digest, int iterations, byte[] salt, byte[] tag) {
        if (iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("too many iterations");
        }
        this.digest = digest;
        this.iterations = iterations;
        this.salt = salt;
        this.tag = tag;
    }

    /** Reads the form of Django, of passlib, or a PHC string. */
    static Optional<Pbkdf2Hash> parse(String stored) {
        try {
            Matcher django = DJANGO.matcher(stored);
            if (django.matches()) {
                return Optional.of(new Pbkdf2Hash(
                        django.group(1),
                        Integer.parseInt(django.group(2)),
                        django.group(3).getBytes(StandardCharsets.US_ASCII),
                        base64(django.group(4))));
            }
            Matcher phc = PHC.matcher(stored);
            return phc.matches()
                    ? Optional.of(new Pbkdf2Hash(
                                    Objects.requireNonNullElse(phc.group(1), "sha1"),
                                    Integer.parseInt(phc.group(2)),
                                    base64(phc.group(4)),
                                    base64(phc.group(5))))
                            .filter(hash -> phc.group(3) == null || hash.tag.length == Integer.parseInt(phc.group(3)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64OrTooCostly) {
            return Optional.empty();
        }
    }

    /** Reads the form of Spring Security, which leaves digest and iterations to be known. */
    static Optional<Pbkdf2Hash> ofSpring(String hex, String digest, int iterations, int saltBytes) {
        if (!SPRING.matcher(hex).matches() || hex.length() != 2 * (saltBytes + SPRING_TAG_BYTES)) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Optional.of(new Pbkdf2Hash(
                digest,
                iterations,
                Arrays.copyOf(bytes, saltBytes),
                Arrays.copyOfRange(bytes, saltBytes, bytes.length)));
    }

    boolean isOf(Secret password) {
        if (StrictUtf8.bytes(password).isEmpty()) {
            return false;
        }
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, tag.length * Byte.SIZE);
        try {
            byte[] made = SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest.toUpperCase(Locale.ROOT))
                    .generateSecret(spec)
                    .getEncoded();
            return MessageDigest.isEqual(tag, made);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java platform has no PBKDF2 with " + digest, missing);
        }
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }
}
