package org.recupera.key;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Secret;

/**
 * The keys that links, sealed work and pseudonyms are made with.
 *
 * <p>One permanent secret, from which pseudonyms of counters and events and the choice of decoys come, and one or more rotating keys with ids,
 * from which links and the sealing of queued work come; the current one makes new links, all of them check old ones.
 * Keys of separate purposes are derived apart, so that none says anything of another.
 *
 * <ol>
 *   <li>A new key is first added on every node, so that no node meets a link that it cannot read.
 *   <li>Then it is made current, on one node after the other. The key before is retired by that: it makes nothing any
 *       more and checks what it made.
 *   <li>A retired key may go after eight days, when no link and no work of its making is left: work is tried for a day
 *       from its first try on, kept as a dead letter for a week, and put back to work from there under the key that it
 *       has. Where no worker ran for some time meanwhile, that time comes on top.
 *   <li>A key that somebody else may know is revoked: its links are unknown at once. Work that was accepted under it is
 *       still carried out while its secret is in the ring; without that, it becomes dead letters that say so.
 * </ol>
 *
 * <p>Immutable and safe to share between threads; {@code Recupera.replaceKeys} puts another one in force. Every node of
 * a portal needs the same ring. Its text form shows ids alone.
 */
public final class KeyRing {

    private static final Pattern ID = Pattern.compile("[0-9a-hjkmnp-tv-z]{2,8}");
    private static final int PSEUDONYM_BYTES = 16;

    private final PermanentKeys permanent;
    private final Map<String, RotatingKey> rotating;
    private final Set<String> ids;
    private final Set<String> revoked;
    private final String current;

    private KeyRing(PermanentKeys permanent, Map<String, RotatingKey> rotating, Set<String> revoked, String current) {
        this.permanent = permanent;
        this.rotating = rotating;
        this.revoked = Collections.unmodifiableSet(revoked);
        this.current = current;
        Set<String> checking = new LinkedHashSet<>(rotating.keySet());
        checking.removeAll(revoked);
        this.ids = Collections.unmodifiableSet(checking);
    }

    /**
     * A ring of one secret, for everything.
     *
     * <p>The id of its one rotating key is derived from it. More are added with {@link #toBuilder}, or below the line
     * {@code secret} of {@link #parse}; what was made before stays good.
     *
     * @param base64 at least 32 random bytes in base64, as {@code openssl rand -base64 32} prints them
     * @return the ring
     * @throws IllegalArgumentException when the secret is not base64, too short or visibly not random
     */
    public static KeyRing of(Secret base64) {
        return of(RootKey.parse(base64));
    }

    /**
     * A ring as it is written down: one secret alone, or several lines.
     *
     * <pre>{@code
     * secret <base64>      # the first secret: permanent, and a key with an id derived from it
     * key k2 <base64>      # an id has 2 to 8 characters of Base32.ALPHABET
     * current k2           # else the first that is not revoked
     * revoked k1           # with the line of its key left, what was accepted under it is still carried out
     * }</pre>
     *
     * <p>{@code permanent <base64>} in place of {@code secret} is the permanent secret and no key. A {@code #} begins a
     * comment; a semicolon may stand for the end of a line, as in an environment variable.
     *
     * @param text the secret, or the lines
     * @return the ring
     * @throws IllegalArgumentException when it cannot be used; says everything that is wrong, line by line, and repeats
     *     no secret
     */
    public static KeyRing parse(Secret text) {
        return KeyText.parse(text);
    }

    /**
     * A ring from an environment variable, written as for {@link #parse}.
     *
     * @param environment all variables, such as {@code System.getenv()}
     * @param name the variable, such as {@code RECUPERA_SECRET}
     * @return the ring
     * @throws IllegalArgumentException when the variable is not set or cannot be used; it is named
     */
    public static KeyRing fromEnvironment(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(name, "");
        try {
            return parse(Secret.of(text));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(name + ": " + refused.getMessage());
        }
    }

    /**
     * A ring from a file, written as for {@link #parse}.
     *
     * <p>Read once; to have a change noticed, read it again and give the ring to {@code Recupera.replaceKeys}. Write a
     * new file beside the old one and move it over that, so that none is read half written. A file that everybody may
     * read (POSIX permissions) is used with a warning in the log.
     *
     * @param file at most 64 KiB of UTF-8
     * @return the ring
     * @throws IllegalArgumentException when the file cannot be read or used; it is named
     */
    public static KeyRing read(Path file) {
        return KeyFile.read(file);
    }

    /**
     * A ring from a key store of its own, such as a PKCS#12 file of the portal's.
     *
     * <p>The secret key of alias {@code permanent} is the permanent secret; every other secret key is a rotating key,
     * and its alias the id. Certificates and private keys are left alone. {@code keytool -genseckey -keyalg AES -keysize
     * 256 -alias k2 -storetype PKCS12} adds a key.
     *
     * @param store the store, loaded
     * @param password what its entries open with
     * @param current the id of the key that makes new links
     * @return the ring
     * @throws IllegalArgumentException when it cannot be used; says everything that is wrong, alias by alias
     */
    public static KeyRing fromKeyStore(KeyStore store, Secret password, String current) {
        return StoredKeys.read(store, password, current);
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
        return of(RootKey.of(bytes, RootKey.HOW_TO));
    }

    /**
     * Starts a ring of several keys.
     *
     * @param base64 the secret that does not rotate: at least 32 random bytes in base64
     * @return a builder
     * @throws IllegalArgumentException when the secret is not base64, too short or visibly not random
     */
    public static Builder permanent(Secret base64) {
        return new Builder().permanent(RootKey.parse(base64));
    }

    /**
     * Starts a ring that follows this one.
     *
     * @return a builder with all that this ring has
     */
    public Builder toBuilder() {
        return new Builder(this);
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
     * The keys that check links, the current one among them.
     *
     * @return their ids, in the order in which they were added; unmodifiable
     */
    public Set<String> ids() {
        return ids;
    }

    /**
     * The keys that are known not to be good any more.
     *
     * @return their ids, in alphabetical order; unmodifiable
     */
    public Set<String> revokedIds() {
        return revoked;
    }

    /**
     * Derives the secret part of a link.
     *
     * @param keyId the key to derive it from
     * @param fields what the link is about, in a fixed order
     * @return 256 bits, or nothing when the ring does not have the key
     */
    public Optional<byte[]> linkSecret(String keyId, String... fields) {
        return key(keyId).map(key -> key.link().of(fields));
    }

    /**
     * Digests what an account looked like when a link was made.
     *
     * @param keyId the key to digest with
     * @param fields what was seen of the account, in a fixed order
     * @return 256 bits, or nothing when the ring does not have the key
     */
    public Optional<byte[]> binding(String keyId, String... fields) {
        return key(keyId).map(key -> key.binding().of(fields));
    }

    /**
     * A stable name for something that must not be stored or logged itself.
     *
     * @param scope what the fields are, so that equal values of different scopes have different pseudonyms
     * @param fields the values
     * @return 26 characters of {@link Base32}; the same for the same values as long as the permanent secret stays
     */
    public String pseudonym(String scope, String... fields) {
        return Base32.encode(Arrays.copyOf(permanent.pseudonym().of(behind(scope, fields)), PSEUDONYM_BYTES));
    }

    private static String[] behind(String first, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    /**
     * Chooses in place of somebody who may not exist, the same each time.
     *
     * <p>Each choice has a keyed hash of its own, and the highest one wins: the order does not matter, one that is added
     * takes its share evenly from the others, and one that goes leaves what fell on the others where it is.
     *
     * @param among what there is to choose from; at least one, all different
     * @param fields what the choice is for
     * @return one of {@code among}; the same for the same values as long as the permanent secret stays
     * @throws IllegalArgumentException when there is nothing to choose from
     */
    public String choose(Collection<String> among, String... fields) {
        return among.stream()
                .max(Comparator.comparing(
                        choice -> permanent.decoy().of(behind(choice, fields)), Arrays::compareUnsigned))
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to choose from"));
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
        byte[] sealed = Objects.requireNonNull(rotating.get(current)).work().seal(plain, context, random);
        byte[] all = new byte[1 + id.length + sealed.length];
        all[0] = (byte) id.length;
        System.arraycopy(id, 0, all, 1, id.length);
        System.arraycopy(sealed, 0, all, 1 + id.length, sealed.length);
        return all;
    }

    /**
     * Opens what {@link #seal} sealed, under whichever key of the ring, be it revoked.
     *
     * @param sealed the sealed bytes
     * @param context what they belong to
     * @return the plain bytes, or why there are none
     */
    public Unsealed unseal(byte[] sealed, String context) {
        if (sealed.length == 0 || sealed.length < 1 + sealed[0] || sealed[0] < 0) {
            return new Unsealed.Foreign();
        }
        int start = 1 + sealed[0];
        String id = new String(sealed, 1, sealed[0], StandardCharsets.US_ASCII);
        if (!ID.matcher(id).matches()) {
            return new Unsealed.Foreign();
        }
        RotatingKey key = rotating.get(id);
        if (key == null) {
            return revoked.contains(id) ? new Unsealed.KeyRevoked(id) : new Unsealed.KeyMissing(id);
        }
        return key.work()
                .open(Arrays.copyOfRange(sealed, start, sealed.length), context)
                .<Unsealed>map(Unsealed.Opened::new)
                .orElseGet(Unsealed.Foreign::new);
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + current + ", ids=" + ids + ", revoked=" + revoked + ']';
    }

    static void checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a key id has 2 to 8 characters of " + Base32.ALPHABET);
        }
    }

    /** Whether this may take the place of another ring while work is under way. */
    void checkFollows(KeyRing former) {
        if (!permanent.isSameAs(former.permanent)) {
            throw new IllegalArgumentException("the permanent secret is another one, and it does not rotate: with"
                    + " another one, all nodes are stopped and started, counters begin anew and events have other"
                    + " pseudonyms");
        }
        rotating.forEach((id, key) -> {
            RotatingKey before = former.rotating.get(id);
            if (before != null && !before.isSameAs(key)) {
                throw new IllegalArgumentException(
                        "the key " + id + " is another one than before; a new key has a new" + " id");
            }
        });
    }

    /** Whether no key is good again that was revoked. */
    void checkKeeps(Set<String> everRevoked) {
        everRevoked.stream()
                .filter(id -> rotating.containsKey(id) && !revoked.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalArgumentException("the key " + id + " was revoked, and is to be good again; leave"
                            + " its line \"revoked " + id + "\" in, or stop and start all nodes if it was no mistake");
                });
    }

    boolean hasIdsOf(KeyRing other) {
        return current.equals(other.current)
                && rotating.keySet().equals(other.rotating.keySet())
                && revoked.equals(other.revoked);
    }

    private static KeyRing of(RootKey root) {
        return new Builder().permanent(root).key(root.id(), root).build();
    }

    private Optional<RotatingKey> key(String id) {
        return revoked.contains(id) ? Optional.empty() : Optional.ofNullable(rotating.get(id));
    }

    /** Builds a {@link KeyRing} of several keys. Not safe for use by several threads. */
    public static final class Builder {

        private final Map<String, RotatingKey> keys = new LinkedHashMap<>();
        private final Set<String> revoked = new TreeSet<>();
        private @Nullable PermanentKeys permanent;
        private @Nullable String current;

        Builder() {}

        private Builder(KeyRing ring) {
            keys.putAll(ring.rotating);
            revoked.addAll(ring.revoked);
            permanent = ring.permanent;
            current = ring.current;
        }

        /**
         * Adds a key.
         *
         * @param id 2 to 8 characters of {@link Base32#ALPHABET}; stands in every link made with it
         * @param base64 at least 32 random bytes in base64
         * @return this
         * @throws IllegalArgumentException when the id has another form or is taken, or the secret is not base64, too
         *     short, visibly not random or in the ring already
         */
        public Builder key(String id, Secret base64) {
            return key(id, RootKey.parse(base64));
        }

        /**
         * Says which key new links are made with; else it is the first that is not revoked.
         *
         * @param id the id of a key of this ring
         * @return this
         */
        public Builder current(String id) {
            this.current = id;
            return this;
        }

        /**
         * Says that links of a key are not good any more, whether or not it was or will be added.
         *
         * @param id its id
         * @return this
         * @throws IllegalArgumentException when the id has another form
         */
        public Builder revoked(String id) {
            checkId(id);
            revoked.add(id);
            return this;
        }

        /**
         * Builds the ring.
         *
         * @return the ring
         * @throws IllegalStateException when it has no key that is not revoked, or not the one that is to be current
         */
        public KeyRing build() {
            Optional<String> first =
                    keys.keySet().stream().filter(id -> !revoked.contains(id)).findFirst();
            if (permanent == null || first.isEmpty()) {
                throw new IllegalStateException("a key ring needs at least one key that is not revoked");
            }
            String makes = current == null ? first.get() : current;
            if (!keys.containsKey(makes) || revoked.contains(makes)) {
                throw new IllegalStateException("the key ring has no key " + makes + " to make current"
                        + (revoked.contains(makes) ? ": it is revoked" : ""));
            }
            return new KeyRing(permanent, new LinkedHashMap<>(keys), new TreeSet<>(revoked), makes);
        }

        Builder permanent(RootKey root) {
            permanent = PermanentKeys.from(root);
            return this;
        }

        Builder key(String id, RootKey root) {
            checkId(id);
            RotatingKey added = RotatingKey.from(root);
            keys.forEach((taken, key) -> {
                if (taken.equals(id)) {
                    throw new IllegalArgumentException("the key ring has a key " + id + " already");
                }
                if (key.isSameAs(added)) {
                    throw new IllegalArgumentException("this is the secret of the key " + taken + " already");
                }
            });
            keys.put(id, added);
            return this;
        }
    }
}
