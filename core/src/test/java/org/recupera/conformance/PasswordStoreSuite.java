package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PasswordStore.Result;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/**
 * The contract of {@link PasswordStore}, for whoever writes one.
 *
 * <p>Extend it in your own tests, hand over your store, and say how somebody signs in:
 *
 * <pre>{@code
 * class LegacyPasswordsTest extends PasswordStoreSuite {
 *
 *     @Override
 *     protected PasswordStore passwords() {
 *         return LegacyPasswords.over(DATABASE);
 *     }
 *
 *     @Override
 *     protected boolean signsIn(AccountId account, Secret password) {
 *         return SIGN_IN_PAGE.accepts(account, password);
 *     }
 *
 *     // and another(), portal(), otherPortal(), enrol(Secret), version(AccountId)
 * }
 * }</pre>
 *
 * <p>A store without versions says so by {@link #hasVersions()}, and one that refuses some passwords names one in
 * {@link #refused()}; either way the suite asks what follows from it. Each test enrols accounts of its own.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class PasswordStoreSuite {

    private static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");
    private static final Secret FIRST = Secret.of("primera contraseña 1");
    private static final Secret SECOND = Secret.of("segunda contraseña 2");
    private static final Secret THIRD = Secret.of("tercera contraseña 3");

    /** For the class that brings the store. */
    protected PasswordStoreSuite() {}

    /**
     * The store under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the store
     */
    protected abstract PasswordStore passwords();

    /**
     * A store on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #passwords()} when nothing but
     *     one process can ever use the storage
     */
    protected abstract PasswordStore another();

    /**
     * The portal whose passwords the store has.
     *
     * @return the same portal throughout a test
     */
    protected abstract PortalId portal();

    /**
     * A portal that has none of these accounts.
     *
     * @return another portal; one that the store does not know will do
     */
    protected abstract PortalId otherPortal();

    /**
     * Puts a new account of {@link #portal()} on file, by other means than the store.
     *
     * @param password its password; if the portal keeps the instant of the last change, it lies before March 2026
     * @return the account's id
     */
    protected abstract AccountId enrol(Secret password);

    /**
     * Signs in as the portal does.
     *
     * @param account who signs in
     * @param password what was typed
     * @return whether the portal lets the person in
     */
    protected abstract boolean signsIn(AccountId account, Secret password);

    /**
     * The account's password version, as the directory that belongs to the store reports it.
     *
     * @param account whose version
     * @return the version, or nothing when the store has none
     */
    protected abstract Optional<String> version(AccountId account);

    /**
     * Whether the store has versions.
     *
     * @return {@code true} unless overridden
     */
    protected boolean hasVersions() {
        return true;
    }

    /**
     * A password that the store's own rules refuse for any account.
     *
     * @return such a password; nothing, unless overridden, for a store that takes any
     */
    protected Optional<Secret> refused() {
        return Optional.empty();
    }

    /**
     * Whether the portal locks an account after wrong passwords, and the store can end such a lock.
     *
     * @return {@code false} unless overridden; then the methods on locks are not called
     */
    protected boolean endsGuessLocks() {
        return false;
    }

    /**
     * Locks an account as the portal does after wrong passwords, by other means than the store.
     *
     * @param account whose sign-in is locked
     */
    protected void lockAfterGuesses(AccountId account) {
        throw new UnsupportedOperationException("override it where endsGuessLocks() is true");
    }

    /**
     * Locks an account as an administrator does, by other means than the store.
     *
     * @param account whose sign-in is locked
     */
    protected void lockByAdministrator(AccountId account) {
        throw new UnsupportedOperationException("override it where endsGuessLocks() is true");
    }

    /**
     * Whether the portal would let nobody sign in to the account, whatever the password.
     *
     * @param account whose sign-in may be locked
     * @return whether one of the two locks is on it
     */
    protected boolean isLocked(AccountId account) {
        throw new UnsupportedOperationException("override it where endsGuessLocks() is true");
    }

    @Test
    void the_new_password_signs_in_and_the_former_does_not() {
        AccountId account = enrol(FIRST);
        assertTrue(signsIn(account, FIRST));
        assertEquals(Result.REPLACED, replace(account, SECOND, 60));
        assertTrue(signsIn(account, SECOND));
        assertFalse(signsIn(account, FIRST));
    }

    @Test
    void each_change_makes_another_version() {
        AccountId account = enrol(FIRST);
        Optional<String> before = version(account);
        assertEquals(hasVersions(), before.isPresent());
        for (int minutes = 1; minutes <= 3; minutes++) {
            assertEquals(Result.REPLACED, replace(account, SECOND, 60L * minutes));
            Optional<String> after = version(account);
            assertEquals(hasVersions(), after.isPresent());
            if (hasVersions()) {
                assertNotEquals(before, after, "also when the new password is the former one");
            }
            before = after;
        }
    }

    @Test
    void a_version_that_was_overtaken_replaces_nothing() {
        AccountId account = enrol(FIRST);
        @Nullable String seen = version(account).orElse(null);
        assertEquals(Result.REPLACED, passwords().replace(change(account, seen, SECOND, 60)));
        Result late = another().replace(change(account, seen, THIRD, 120));
        assertEquals(hasVersions() ? Result.STALE : Result.REPLACED, late);
        assertEquals(hasVersions(), signsIn(account, SECOND));
        assertEquals(!hasVersions(), signsIn(account, THIRD));
    }

    @Test
    void a_store_with_versions_replaces_nothing_unseen() {
        AccountId account = enrol(FIRST);
        Result unseen = passwords().replace(change(account, null, SECOND, 60));
        assertEquals(hasVersions() ? Result.STALE : Result.REPLACED, unseen);
        assertEquals(hasVersions(), signsIn(account, FIRST));
    }

    @Test
    void an_account_that_does_not_exist_is_stale() {
        AccountId account = enrol(FIRST);
        @Nullable String seen = version(account).orElse(null);
        for (String id : List.of("no-" + Fresh.text(8), "%", account.value() + " ", account.value() + "' or '1'='1")) {
            assertEquals(
                    Result.STALE,
                    passwords().replace(change(new AccountId(id), seen, SECOND, 60)),
                    () -> "account " + id);
        }
        assertTrue(signsIn(account, FIRST));
    }

    @Test
    void an_account_of_another_portal_is_stale() {
        AccountId account = enrol(FIRST);
        @Nullable String seen = version(account).orElse(null);
        PasswordChange change = new PasswordChange(otherPortal(), account, seen, SECOND, T0.plusSeconds(60), false);
        assertEquals(Result.STALE, passwords().replace(change));
        assertTrue(signsIn(account, FIRST));
        assertEquals(Optional.ofNullable(seen), version(account));
    }

    @Test
    void other_accounts_keep_their_passwords_and_versions() {
        AccountId account = enrol(FIRST);
        AccountId other = enrol(FIRST);
        Optional<String> version = version(other);
        assertEquals(Result.REPLACED, replace(account, SECOND, 60));
        assertTrue(signsIn(other, FIRST));
        assertFalse(signsIn(other, SECOND));
        assertEquals(version, version(other));
    }

    @Test
    void a_password_counts_character_by_character_as_it_is() {
        String typed = " Ñandú 'o\"%_\\; 🔑 ";
        AccountId account = enrol(FIRST);
        assertEquals(Result.REPLACED, replace(account, Secret.of(typed), 60));
        assertTrue(signsIn(account, Secret.of(typed)));
        for (String other : List.of(typed.strip(), typed + ' ', typed.replace('Ñ', 'ñ'), typed.replace('ú', 'u'), "")) {
            assertFalse(signsIn(account, Secret.of(other)), () -> "with <" + other + ">");
        }
    }

    @Test
    void a_password_that_is_refused_changes_nothing_and_any_other_counts_whole() {
        AccountId account = enrol(FIRST);
        Optional<String> version = version(account);
        if (refused().isPresent()) {
            assertEquals(Result.REFUSED, replace(account, refused().get(), 60));
            assertTrue(signsIn(account, FIRST));
            assertEquals(version, version(account));
            assertEquals(Result.REPLACED, replace(account, SECOND, 120));
        } else {
            String start = "🔑".repeat(63);
            assertEquals(Result.REPLACED, replace(account, Secret.of(start + 'a'), 60));
            assertTrue(signsIn(account, Secret.of(start + 'a')));
            assertFalse(signsIn(account, Secret.of(start + 'b')), "only the beginning counts");
        }
    }

    @Test
    void of_sixteen_that_saw_one_version_exactly_one_replaces() {
        AccountId account = enrol(FIRST);
        @Nullable String seen = version(account).orElse(null);
        List<Secret> wanted = IntStream.range(0, Together.THREADS)
                .mapToObj(i -> Secret.of("contraseña de la persona " + i))
                .toList();
        List<Result> results = Together.run(
                i -> (i % 2 == 0 ? passwords() : another()).replace(change(account, seen, wanted.get(i), 60)));
        assertEquals(hasVersions() ? 1 : Together.THREADS, Collections.frequency(results, Result.REPLACED));
        assertEquals(hasVersions() ? Together.THREADS - 1 : 0, Collections.frequency(results, Result.STALE));
        List<Secret> working =
                wanted.stream().filter(password -> signsIn(account, password)).toList();
        assertEquals(1, working.size(), "passwords that sign in");
        if (hasVersions()) {
            assertEquals(wanted.get(results.indexOf(Result.REPLACED)), working.get(0));
        }
        assertFalse(signsIn(account, FIRST));
    }

    @Test
    void a_lock_after_guesses_ends_with_a_change_that_says_so_and_with_nothing_else() {
        AccountId account = enrol(FIRST);
        if (endsGuessLocks()) {
            AccountId other = enrol(FIRST);
            lockAfterGuesses(account);
            lockAfterGuesses(other);
            assertEquals(Result.REPLACED, replace(account, SECOND, 60));
            assertTrue(isLocked(account), "the change did not say so");
            if (hasVersions()) {
                assertEquals(Result.STALE, passwords().replace(clearing(account, null, THIRD, 90)));
                assertTrue(isLocked(account), "nothing was changed");
            }
            assertEquals(Result.REPLACED, replaceAndClear(account, THIRD, 120));
            assertFalse(isLocked(account));
            assertTrue(isLocked(other), "another account's lock");
            lockByAdministrator(account);
            assertEquals(Result.REPLACED, replaceAndClear(account, SECOND, 180));
            assertTrue(isLocked(account), "the lock of an administrator");
        } else {
            assertEquals(Result.REPLACED, replaceAndClear(account, SECOND, 60));
        }
        assertTrue(signsIn(account, SECOND));
    }

    private Result replaceAndClear(AccountId account, Secret password, long second) {
        return passwords().replace(clearing(account, version(account).orElse(null), password, second));
    }

    private Result replace(AccountId account, Secret password, long second) {
        return passwords().replace(change(account, version(account).orElse(null), password, second));
    }

    private PasswordChange change(AccountId account, @Nullable String seen, Secret password, long second) {
        return new PasswordChange(portal(), account, seen, password, T0.plusSeconds(second), false);
    }

    private PasswordChange clearing(AccountId account, @Nullable String seen, Secret password, long second) {
        return new PasswordChange(portal(), account, seen, password, T0.plusSeconds(second), true);
    }
}
