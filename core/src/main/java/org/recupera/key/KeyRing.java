package org.recupera.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Secret;

/**
 * The keys that links, sealed work and pseudonyms are made with.
 *
 * <p>One permanent secret, from which pseudonyms of counters and events come, and one or more rotating keys with ids,
 * from which links and the sealing of queued work come; the current one makes new links, all of them check old ones.
 * Keys of separate purposes are derived apart, so that none says anything of another. A link whose key is no longer in
 * the ring is unknown.
 *
 * <p>Immutable and safe to share between threads. Every node of a portal needs the same ring. Its text form shows ids
 * alone.
 */
public final class KeyRing {

    private static final Pattern ID = Pattern.compile("[0-9a-hjkmnp-tv-z]{2,8}");
    private static final int KEY_BYTES = 32;
    private static final int PSEUDONYM_BYTES = 16;
    private static final int DERIVED_ID_BYTES = 3;

    private record RotatingKey(Mac link, Mac binding, Sealer work) {}

    private final Mac pseudonyms;
    private final Map<String, RotatingKey> rotating;
    private final String current;

    private KeyRing(Builder builder, RootKey permanent) {
        this.pseudonyms = new Mac(permanent.derive("pseudonym", KEY_BYTES));
        Map<String, RotatingKey> keys = new LinkedHashMap<>();
        builder.keys.forEach((id, root) -> keys.put(
                id,
                new RotatingKey(
                        new Mac(root.derive("link", KEY_BYTES)),
                        new Mac(root.derive("binding", KEY_BYTES)),
                        new Sealer(root.derive("work", KEY_BYTES)))));
        this.rotating = keys;
        this.current = builder.current == null ? keys.keySet().iterator().next() : builder.current;
    }

    /**
     * A ring of one secret, for everything.
     *
     * <p>The id of its one rotating key is derived from it. To rotate later, name the same secret as
     * {@link Builder#permanent} and as a key of id {@link #currentId()}, and add others.
     *
     * @param base64 at least 32 random bytes in base64, as {@code openssl rand -base64 32} prints them
     * @return the ring
     * @throws IllegalArgumentException when the secret is not base64, too short or visibly not random
     */
    public static KeyRing of(Secret base64) {
        RootKey root = RootKey.parse(base64);
        return new KeyRing(new Builder(root).key(Base32.encode(root.derive("id", DERIVED_ID_BYTES)), root), root);
    }

    /**
     * A ring that nobody else has, for tests and first steps.
     *
     * <p>With the process it is gone, and so is every link made with it.
     *
     * @param random a cryptographically strong source
     * @return the ring
     */
    public static KeyRing ephemeral(SecureRandom random) {
        byte[] bytes = new byte[RootKey.MIN_BYTES];
        random.nextBytes(bytes);
        return of(Secret.of(Base64.getEncoder().encodeToString(bytes)));
    }

    /**
     * Starts a ring of several keys.
     *
     * @param base64 the secret that does not rotate: at least 32 random bytes in base64
     * @return a builder
     * @throws IllegalArgumentException when the secret is not base64, too short or visibly not random
     */
    public static Builder permanent(Secret base64) {
        return new Builder(RootKey.parse(base64));
    }

    /**
     * The key that new links are made with.
     *
     * @return its id
     */
    public String currentId() {
        return current;
    }

    /**
     * Derives the secret part of a link.
     *
     * @param keyId the key to derive it from
     * @param fields what the link is about, in a fixed order
     * @return 256 bits, or nothing when the ring does not have the key
     */
    public Optional<byte[]> linkSecret(String keyId, String... fields) {
        return key(keyId).map(key -> key.link.of(fields));
    }

    /**
     * Digests what an account looked like when a link was made.
     *
     * @param keyId the key to digest with
     * @param fields what was seen of the account, in a fixed order
     * @return 256 bits, or nothing when the ring does not have the key
     */
    public Optional<byte[]> binding(String keyId, String... fields) {
        return key(keyId).map(key -> key.binding.of(fields));
    }

    /**
     * A stable name for something that must not be stored or logged itself.
     *
     * @param scope what the fields are, so that equal values of different scopes have different pseudonyms
     * @param fields the values
     * @return 26 characters of {@link Base32}; the same for the same values as long as the permanent secret stays
     */
    public String pseudonym(String scope, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = scope;
        System.arraycopy(fields, 0, all, 1, fields.length);
        return Base32.encode(Arrays.copyOf(pseudonyms.of(all), PSEUDONYM_BYTES));
    }

    /**
     * Seals queued work under the current key.
     *
     * @param plain what to seal
     * @param context what it belongs to; opening needs the same
     * @param random where the nonce comes from
     * @return the key's id, a nonce and the sealed bytes
     */
    public byte[] seal(byte[] plain, String context, SecureRandom random) {
        byte[] id = current.getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = Objects.requireNonNull(rotating.get(current)).work.seal(plain, context, random);
        byte[] all = new byte[1 + id.length + sealed.length];
        all[0] = (byte) id.length;
        System.arraycopy(id, 0, all, 1, id.length);
        System.arraycopy(sealed, 0, all, 1 + id.length, sealed.length);
        return all;
    }

    /**
     * Opens what {@link #seal} sealed, under whichever key of the ring.
     *
     * @param sealed the sealed bytes
     * @param context what they belong to
     * @return the plain bytes, or nothing when they were changed, belong elsewhere or their key is gone
     */
    public Optional<byte[]> unseal(byte[] sealed, String context) {
        if (sealed.length == 0 || sealed.length < 1 + sealed[0] || sealed[0] < 0) {
            return Optional.empty();
        }
        int start = 1 + sealed[0];
        return key(new String(sealed, 1, sealed[0], StandardCharsets.US_ASCII))
                .flatMap(key -> key.work.open(Arrays.copyOfRange(sealed, start, sealed.length), context));
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + current + ", ids=" + rotating.keySet() + ']';
    }

    private Optional<RotatingKey> key(String id) {
        return Optional.ofNullable(rotating.get(id));
    }

    /** Builds a {@link KeyRing} of several keys. Not safe for use by several threads. */
    public static final class Builder {

        private final RootKey permanent;
        private final Map<String, RootKey> keys = new LinkedHashMap<>();
        private @Nullable String current;

        private Builder(RootKey permanent) {
            this.permanent = permanent;
        }

        /**
         * Adds a key; the first is current unless {@link #current} says otherwise.
         *
         * @param id 2 to 8 characters of {@link Base32#ALPHABET}; stands in every link made with it
         * @param base64 at least 32 random bytes in base64
         * @return this
         * @throws IllegalArgumentException when the id has another form or is taken, or the secret is not base64, too
         *     short or visibly not random
         */
        public Builder key(String id, Secret base64) {
            return key(id, RootKey.parse(base64));
        }

        /**
         * Says which key new links are made with.
         *
         * <p>A new key is first added on every node, then made current, so that no node meets a link it cannot read.
         *
         * @param id the id of a key of this ring
         * @return this
         */
        public Builder current(String id) {
            this.current = id;
            return this;
        }

        /**
         * Builds the ring.
         *
         * @return the ring
         * @throws IllegalStateException when it has no key, or not the one that is to be current
         */
        public KeyRing build() {
            if (keys.isEmpty()) {
                throw new IllegalStateException("a key ring needs at least one key");
            }
            if (current != null && !keys.containsKey(current)) {
                throw new IllegalStateException("the key ring has no key " + current + " to make current");
            }
            return new KeyRing(this, permanent);
        }

        private Builder key(String id, RootKey root) {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("a key id has 2 to 8 characters of " + Base32.ALPHABET);
            }
            if (keys.putIfAbsent(id, root) != null) {
                throw new IllegalArgumentException("the key ring has a key " + id + " already");
            }
            return this;
        }
    }
}
