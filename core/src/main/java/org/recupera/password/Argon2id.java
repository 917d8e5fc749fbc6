package org.recupera.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

/**
 * Argon2id (RFC 9106), stored as PHC strings that other implementations read.
 *
 * <p>Use one instance for the whole portal: it bounds the memory of all hashes under way. A call that finds no memory
 * left waits its turn, and throws a {@link PortException} that {@link PortException#isBusy} when its turn does not come
 * in time; that is the moment to answer "try again shortly". {@link #verify} reads hashes of any cost up to 1 GiB and 64
 * passes, and throws {@code PortException} when one needs more memory than the budget has. A cheaper hash than new ones
 * are, and one whose pepper is not here, takes as long as a new one, so that the time does not tell who has not signed in
 * since the cost was raised or a pepper went. A dearer one takes longer: where unknown names must take the same time, the
 * cost is not lowered, and no node has less memory than the dearest stored hash needs. Safe for use by several threads at
 * once.
 *
 * <p>For a portal that has hashes of other makes there is {@link MigratingHash}.
 */
public final class Argon2id implements PasswordHash {

    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;

    private final Argon2Cost cost;
    private final Peppers peppers;
    private final MemoryBudget budget;
    private final SecureRandom random;

    private Argon2id(Builder builder) {
        this.cost = builder.cost;
        this.peppers = builder.peppers;
        this.budget = new MemoryBudget(builder.budgetKib, builder.patience);
        this.random = builder.random;
    }

    /**
     * Argon2id at the cost that suits the heap.
     *
     * <p>64 MiB and 3 passes, or 19 MiB and 2 passes where a quarter of the largest heap is less than 64 MiB. All hashes
     * together take at most that quarter, though one may always run; waiting ends after ten seconds.
     *
     * @return the function
     */
    public static Argon2id standard() {
        return builder().build();
    }

    /**
     * Starts from what {@link #standard} has.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean accepts(Secret password) {
        return StrictUtf8.bytes(password).isPresent();
    }

    /**
     * {@inheritDoc}
     *
     * @throws PortException when no memory came free in time
     */
    @Override
    public String hash(Secret password) {
        byte[] bytes = StrictUtf8.bytes(password)
                .orElseThrow(() -> new IllegalArgumentException("the password is ill-formed UTF-16"));
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String keyId = peppers.current();
        byte[] key = peppers.key(keyId).orElseThrow();
        return new Argon2Hash(cost, keyId, salt, tag(bytes, key, cost, salt, TAG_BYTES)).print();
    }

    /**
     * {@inheritDoc}
     *
     * @throws PortException when no memory came free in time, or the stored hash needs more than there is
     */
    @Override
    public boolean verify(Secret password, String stored) {
        Optional<Argon2Hash> hash = Argon2Hash.parse(stored);
        Optional<byte[]> key = hash.flatMap(read -> peppers.key(read.keyId()));
        Optional<byte[]> bytes = StrictUtf8.bytes(password);
        if (hash.isEmpty() || bytes.isEmpty()) {
            return false;
        }
        if (key.isEmpty()) {
            tag(bytes.get(), new byte[0], cost, hash.get().salt(), TAG_BYTES);
            return false;
        }
        return isOf(bytes.get(), key.get(), hash.get());
    }

    /** Takes the larger memory of both runs once, so that a cheaper hash does not wait twice for its turn either. */
    private boolean isOf(byte[] password, byte[] key, Argon2Hash stored) {
        Optional<Argon2Cost> missing = cost.missingAfter(stored.cost());
        int kib = Math.max(
                stored.cost().memoryKib(), missing.map(Argon2Cost::memoryKib).orElse(0));
        return budget.spend(kib, () -> {
            byte[] tag = stored.tag();
            byte[] computed = generated(password, key, stored.cost(), stored.salt(), tag.length);
            missing.ifPresent(rest -> generated(password, key, rest, stored.salt(), TAG_BYTES));
            return MessageDigest.isEqual(tag, computed);
        });
    }

    /**
     * {@inheritDoc}
     *
     * @param stored what is stored now
     * @return {@code true} when it cost less memory or fewer passes than this function's, was made with another pepper
     *     or none, or is of another form
     */
    @Override
    public boolean needsRehash(String stored) {
        return Argon2Hash.parse(stored)
                .map(hash -> hash.cost().isBelow(cost)
                        || hash.tag().length < TAG_BYTES
                        || !Objects.equals(hash.keyId(), peppers.current()))
                .orElse(true);
    }

    /** For other functions that take memory. */
    MemoryBudget budget() {
        return budget;
    }

    private byte[] tag(byte[] password, byte[] key, Argon2Cost atCost, byte[] salt, int length) {
        return budget.spend(atCost.memoryKib(), () -> generated(password, key, atCost, salt, length));
    }

    private static byte[] generated(byte[] password, byte[] key, Argon2Cost atCost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(atCost.memoryKib())
                .withIterations(atCost.iterations())
                .withParallelism(atCost.lanes())
                .withSalt(salt)
                .withSecret(key)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }

    /** Settings of an {@link Argon2id}; not safe to share between threads. */
    public static final class Builder {

        private Argon2Cost cost;
        private Peppers peppers = Peppers.none();
        private int budgetKib;
        private Duration patience = Duration.ofSeconds(10);
        private SecureRandom random = new SecureRandom();

        private Builder() {
            long quarterOfHeap = Runtime.getRuntime().maxMemory() / 1024 / 4;
            cost = quarterOfHeap < Argon2Cost.PREFERRED.memoryKib() ? Argon2Cost.FLOOR : Argon2Cost.PREFERRED;
            budgetKib = (int) Math.min(Integer.MAX_VALUE, Math.max(quarterOfHeap, cost.memoryKib()));
        }

        /**
         * Sets what a new hash costs.
         *
         * @param memoryKib memory in KiB, at least 19456
         * @param iterations passes over the memory, at least 2
         * @param lanes lanes, written into the hash; here they run one after the other
         * @return this builder
         * @throws IllegalArgumentException when the cost is below the floor or above what {@code verify} reads
         */
        public Builder cost(int memoryKib, int iterations, int lanes) {
            Argon2Cost wanted = new Argon2Cost(memoryKib, iterations, lanes);
            if (wanted.isBelow(Argon2Cost.FLOOR)) {
                throw new IllegalArgumentException("argon2id with m=" + memoryKib + ",t=" + iterations
                        + " is below the floor m=" + Argon2Cost.FLOOR.memoryKib() + ",t="
                        + Argon2Cost.FLOOR.iterations());
            }
            cost = wanted;
            return this;
        }

        /**
         * Adds a keyed step, so that stored hashes without the key are of no use to a thief.
         *
         * <p>NIST SP 800-63B-4 (3.1.1.2) recommends it. The key is Argon2's own secret input (RFC 9106, 3.1), its id goes
         * into the hash ({@code keyid} of the PHC string format). Keep the key away from the hashes, and keep it well: a
         * hash whose key is lost verifies nothing any more. Hashes without a keyed step still verify, and need a rehash.
         *
         * @param id 1 to 8 letters, digits, points, underscores and hyphens
         * @param base64 at least 32 random bytes in base64, as {@code openssl rand -base64 32} prints them; used for
         *     nothing else
         * @return this builder
         * @throws IllegalArgumentException when there is a key for new hashes already, when the id has another form or is
         *     taken, or when the key is not base64, too short or visibly not random
         */
        public Builder pepper(String id, Secret base64) {
            peppers = peppers.withCurrent(id, base64);
            return this;
        }

        /**
         * Adds a key that hashes may have been made with, and that new ones are not.
         *
         * <p>To rotate: name the new key as {@link #pepper} and the old one here, on all nodes; each hash is made anew
         * when its owner signs in next ({@link Argon2id#needsRehash}). Where nodes are restarted one by one, add the new
         * key here on each of them first.
         *
         * @param id the key's id
         * @param base64 the key
         * @return this builder
         * @throws IllegalArgumentException when the id has another form or is taken, or when the key is not base64, too
         *     short or visibly not random
         */
        public Builder formerPepper(String id, Secret base64) {
            peppers = peppers.withFormer(id, base64);
            return this;
        }

        /**
         * Sets the memory that all hashes under way may take together.
         *
         * @param kib in KiB, at least that of one hash
         * @return this builder
         */
        public Builder memoryBudget(int kib) {
            budgetKib = kib;
            return this;
        }

        /**
         * Sets how long a call waits for memory before it is refused.
         *
         * @param longest zero to refuse at once
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder patience(Duration longest) {
            if (longest.isNegative()) {
                throw new IllegalArgumentException("a patience of " + longest + " is negative");
            }
            patience = longest;
            return this;
        }

        /**
         * Sets the source of salts.
         *
         * @param source a generator that is seeded
         * @return this builder
         */
        public Builder random(SecureRandom source) {
            random = source;
            return this;
        }

        /**
         * Builds the function.
         *
         * @return the function
         * @throws IllegalArgumentException when the memory budget is less than one hash needs
         */
        public Argon2id build() {
            if (budgetKib < cost.memoryKib()) {
                throw new IllegalArgumentException("a memory budget of " + budgetKib + " KiB is less than the "
                        + cost.memoryKib() + " KiB of one argon2id hash");
            }
            return new Argon2id(this);
        }
    }
}
