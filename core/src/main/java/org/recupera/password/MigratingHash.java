package org.recupera.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;

/**
 * Writes Argon2id and verifies what a portal had before.
 *
 * <p>For a table that moves over: people keep signing in with their old hashes, and each time one has, or changes the
 * password, there is one old hash less.
 *
 * <pre>{@code
 * MigratingHash hash = MigratingHash.to(Argon2id.standard());
 * if (hash.verify(password, stored) && hash.needsRehash(stored)) {
 *     replaceIfStill(stored, hash.hash(password)); // without changing the password's version
 * }
 * }</pre>
 *
 * <p>Besides {@link Argon2id} it verifies
 *
 * <ul>
 *   <li>{@link Bcrypt}, with the limits told there;
 *   <li>PBKDF2 as Django writes it ({@code pbkdf2_sha256$…}, {@code pbkdf2_sha1$…}), passlib
 *       ({@code $pbkdf2-sha256$…}, {@code $pbkdf2-sha512$…}, {@code $pbkdf2$…}) and PHC strings
 *       ({@code $pbkdf2-sha256$i=…});
 *   <li>scrypt as PHC strings and passlib have it ({@code $scrypt$ln=…});
 *   <li>what Spring Security's {@code DelegatingPasswordEncoder} writes with its defaults: {@code {bcrypt}},
 *       {@code {pbkdf2}}, {@code {scrypt}}, {@code {argon2}}, and the last three with {@code @SpringSecurity_v5_8}.
 *       {@code {noop}} is no hash, and is refused like anything else.
 * </ul>
 *
 * <p>Costs that nobody uses, parameters out of range and text after a hash are refused without being tried. A password is
 * verified in NFC: what somebody typed in pieces, and an old system hashed as it came, verifies no more, and is recovered.
 *
 * <p>Memory is bounded by the budget of the {@code Argon2id}, for scrypt too. Safe for use by several threads at once.
 */
public final class MigratingHash implements PasswordHash {

    private static final Pattern PREFIXED = Pattern.compile("\\{([A-Za-z0-9@_]{1,32})}(.*)");

    /** What Spring Security's encoders have by default, up to 5.7 and since 5.8. */
    private static final int SPRING_ITERATIONS = 185_000;

    private static final int SPRING_SALT_BYTES = 8;
    private static final int SPRING_5_8_ITERATIONS = 310_000;
    private static final int SPRING_5_8_SALT_BYTES = 16;

    private final Argon2id target;
    private final Bcrypt bcrypt = Bcrypt.standard();

    private MigratingHash(Argon2id target) {
        this.target = target;
    }

    /**
     * Moves a table to Argon2id.
     *
     * @param target what new hashes are made with
     * @return the function
     */
    public static MigratingHash to(Argon2id target) {
        return new MigratingHash(target);
    }

    @Override
    public boolean accepts(Secret password) {
        return target.accepts(password);
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.recupera.port.PortException when no memory came free in time
     */
    @Override
    public String hash(Secret password) {
        return target.hash(password);
    }

    /**
     * {@inheritDoc}
     *
     * @param stored a hash of any of the makes above
     * @throws org.recupera.port.PortException when no memory came free in time, or the stored hash needs more than there
     *     is
     */
    @Override
    public boolean verify(Secret password, String stored) {
        Matcher prefixed = PREFIXED.matcher(stored);
        return prefixed.matches()
                ? isOfSpring(password, prefixed.group(1), prefixed.group(2))
                : target.verify(password, stored)
                        || bcrypt.verify(password, stored)
                        || isPbkdf2(password, Pbkdf2Hash.parse(stored))
                        || isScrypt(password, ScryptHash.parse(stored));
    }

    /**
     * {@inheritDoc}
     *
     * @param stored what is stored now
     * @return {@code true} unless it is a hash with which the {@link Argon2id} is content
     */
    @Override
    public boolean needsRehash(String stored) {
        return target.needsRehash(stored);
    }

    private boolean isOfSpring(Secret password, String id, String stored) {
        return switch (id) {
            case "argon2", "argon2@SpringSecurity_v5_8" -> target.verify(password, stored);
            case "bcrypt" -> bcrypt.verify(password, stored);
            case "pbkdf2" ->
                isPbkdf2(password, Pbkdf2Hash.ofSpring(stored, "sha1", SPRING_ITERATIONS, SPRING_SALT_BYTES));
            case "pbkdf2@SpringSecurity_v5_8" ->
                isPbkdf2(password, Pbkdf2Hash.ofSpring(stored, "sha256", SPRING_5_8_ITERATIONS, SPRING_5_8_SALT_BYTES));
            case "scrypt", "scrypt@SpringSecurity_v5_8" -> isScrypt(password, ScryptHash.ofSpring(stored));
            default -> false;
        };
    }

    private static boolean isPbkdf2(Secret password, Optional<Pbkdf2Hash> stored) {
        return stored.filter(hash -> hash.isOf(password)).isPresent();
    }

    private boolean isScrypt(Secret password, Optional<ScryptHash> stored) {
        return stored.filter(hash -> target.budget().spend(hash.memoryKib(), () -> hash.isOf(password)))
                .isPresent();
    }
}
