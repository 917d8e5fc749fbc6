package org.recupera.examples.portal.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.recupera.port.Secret;

/**
 * Tags values so that the portal knows its own again, on whichever node they come back.
 *
 * <p>The key is derived (HKDF, RFC 5869) from the secret that all nodes share, apart from those that the library derives;
 * the secret itself is no key of anything. Safe for use
 * by several threads at once.
 */
public final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Seal(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Derives the portal's own key.
     *
     * @param secret base64 of the shared secret
     * @return the seal
     */
    public static Seal from(Secret secret) {
        byte[] root = Base64.getDecoder().decode(secret.reveal());
        SecretKeySpec extracted = key(mac(key(new byte[32]), root));
        return new Seal(key(mac(extracted, "recupera example portal\u0001".getBytes(StandardCharsets.UTF_8))));
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * Makes the tag of a value.
     *
     * @param purpose tells equal values of different uses apart; holds no line break
     * @param value what is sealed
     * @return 43 characters of base64url
     */
    public String tag(String purpose, String value) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac(key, (purpose + '\n' + value).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Whether a tag is the one of a value, in a time that does not depend on where they differ.
     *
     * @param tag what was presented
     * @param purpose as it was tagged
     * @param value as it was tagged
     * @return whether it matches
     */
    public boolean matches(String tag, String purpose, String value) {
        return MessageDigest.isEqual(
                tag.getBytes(StandardCharsets.UTF_8), tag(purpose, value).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
