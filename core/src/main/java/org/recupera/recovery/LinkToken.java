package org.recupera.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.key.Base32;
import org.recupera.port.Secret;

/**
 * A link's token as it is mailed and presented: {@code kid.selector.secret.checksum}.
 *
 * <p>The checksum is no secret; it tells a token that was mangled on its way from one that was never issued.
 */
record LinkToken(String keyId, String selector, String secret) {

    private static final int MAX_LENGTH = 200;
    private static final int CHECKSUM_LENGTH = 6;
    private static final String DIGIT = "[0-9a-hjkmnp-tv-z]";
    private static final Pattern FORM = Pattern.compile("(?<key>" + DIGIT + "{2,8})\\.(?<selector>" + DIGIT
            + "{26})\\.(?<secret>" + DIGIT + "{52})\\.(?<checksum>" + DIGIT + "{" + CHECKSUM_LENGTH + "})");

    /** Capitals and surrounding spaces are what mail programs and people add; both are taken. */
    static Optional<LinkToken> parse(Secret presented) {
        String text = presented.reveal();
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        LinkToken token = new LinkToken(form.group("key"), form.group("selector"), form.group("secret"));
        return token.checksum().equals(form.group("checksum")) ? Optional.of(token) : Optional.empty();
    }

    Secret print() {
        return Secret.of(body() + '.' + checksum());
    }

    boolean hasSecret(String expected) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "LinkToken[redacted]";
    }

    private String body() {
        return keyId + '.' + selector + '.' + secret;
    }

    private String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body().getBytes(StandardCharsets.US_ASCII));
            return Base32.encode(digest).substring(0, CHECKSUM_LENGTH);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
