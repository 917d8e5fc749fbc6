package org.recupera.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

/**
 * Argon2id (RFC 9106), stored as PHC strings that other implementations read.
 *
 * <p>Use one instance for the whole portal: it bounds the memory of all hashes under way. A call that finds no memory
 * left waits its turn, and throws {@link PortException} when its turn does not come in time; that is the moment to
 * answer "try again shortly". {@link #verify} reads hashes of any cost up to 1 GiB and 64 passes, and throws
 * {@code PortException} when one needs more memory than the budget has. Safe for use by several threads at once.
 */
public final class Argon2id implements PasswordHash {

    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;

    private final Argon2Cost cost;
    private final MemoryBudget budget;
    private final SecureRandom random;

    private Argon2id(Argon2Cost cost, MemoryBudget budget, SecureRandom random) {
        this.cost = cost;
        this.budget = budget;
        this.random = random;
    }

    /**
     * Argon2id at the cost that suits the heap.
     *
     * <p>64 MiB and 3 passes, or 19 MiB and 2 passes where a quarter of the largest heap is less than 64 MiB. All hashes together take at most that quarter, though one may always run; waiting ends
     * after ten seconds.
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
        return new Argon2Hash(cost, salt, tag(bytes, cost, salt, TAG_BYTES)).print();
    }

    /**
     * {@inheritDoc}
     *
     * @throws PortException when no memory came free in time, or the stored hash needs more than there is
     */
    @Override
    public boolean verify(Secret password, String stored) {
        return StrictUtf8.bytes(password)
                .flatMap(bytes -> Argon2Hash.parse(stored)
                        .map(hash -> MessageDigest.isEqual(
                                hash.tag(), tag(bytes, hash.cost(), hash.salt(), hash.tag().length))))
                .orElse(false);
    }

    /**
     * Whether a password that has just been verified should be hashed again.
     *
     * @param stored what is stored now
     * @return {@code true} when it cost less memory or fewer passes than this function's, or is of another form
     */
    public boolean needsRehash(String stored) {
        return Argon2Hash.parse(stored)
                .map(hash -> hash.cost().isBelow(cost) || hash.tag().length < TAG_BYTES)
                .orElse(true);
    }

    private byte[] tag(byte[] password, Argon2Cost atCost, byte[] salt, int length) {
        return budget.spend(atCost.memoryKib(), () -> {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(atCost.memoryKib())
                    .withIterations(atCost.iterations())
                    .withParallelism(atCost.lanes())
                    .withSalt(salt)
                    .build());
            byte[] tag = new byte[length];
            generator.generateBytes(password, tag);
            return tag;
        });
    }

    /** Settings of an {@link Argon2id}; not safe to share between threads. */
    public static final class Builder {

        private Argon2Cost cost;
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
            return new Argon2id(cost, new MemoryBudget(budgetKib, patience), random);
        }
    }
}
