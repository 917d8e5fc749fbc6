package org.recupera.password;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Argon2id hash as it is stored: the PHC string format, version 19.
 *
 * <p>Read strictly, so that one hash has one text: canonical base64 without padding, numbers without leading zeros,
 * the three parameters in their order, perhaps the id of a key after them, nothing around them.
 */
final class Argon2Hash {

    /** Lengths: salt 8 to 64 bytes, tag 16 to 64, of which RFC 9106 asks for 16 and 32. */
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,8}),t=([1-9][0-9]{0,8}),p=([1-9][0-9]{0,8})(?:,keyid=([A-Za-z0-9+/]{2,11}))?"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2Cost cost;
    private final @Nullable String keyId;
    private final byte[] salt;
    private final byte[] tag;

    Argon2Hash(Argon2Cost cost, @Nullable String keyId, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.keyId = keyId;
        this.salt = salt;
        this.tag = tag;
    }

    Argon2Cost cost() {
        return cost;
    }

    /** Which of the {@link Peppers} it was made with; {@code null} for none. */
    @Nullable
    String keyId() {
        return keyId;
    }

    byte[] salt() {
        return salt;
    }

    byte[] tag() {
        return tag;
    }

    static Optional<Argon2Hash> parse(String stored) {
        Matcher matcher = PHC.matcher(stored);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Argon2Cost cost = new Argon2Cost(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            Base64.Decoder decoder = Base64.getDecoder();
            Argon2Hash hash = new Argon2Hash(
                    cost, keyId(matcher.group(4)), decoder.decode(matcher.group(5)), decoder.decode(matcher.group(6)));
            // The decoder overlooks bits past the last byte.
            return Optional.of(hash).filter(read -> read.print().equals(stored));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String print() {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        String key = keyId == null ? "" : ",keyid=" + encoder.encodeToString(keyId.getBytes(StandardCharsets.US_ASCII));
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.lanes() + key + "$"
                + encoder.encodeToString(salt) + "$" + encoder.encodeToString(tag);
    }

    private static @Nullable String keyId(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        String id = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        if (!Peppers.ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a key");
        }
        return id;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
