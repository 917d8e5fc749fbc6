package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.PasswordStoreSuite;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

class BrokenPasswordStoresTest {

    @Test
    void a_sound_store_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(8);
    }

    @Test
    void a_sound_store_that_says_it_has_no_versions_passes_too() {
        assertThat(Verdict.on(Versionless.class).failed()).isEmpty();
    }

    @Test
    void a_store_that_ignores_versions_fails() {
        assertThat(Verdict.on(IgnoresVersions.class).failed())
                .contains(
                        "a_version_that_was_overtaken_replaces_nothing",
                        "of_sixteen_that_saw_one_version_exactly_one_replaces");
    }

    @Test
    void a_store_that_compares_and_then_sets_fails() {
        assertThat(Verdict.on(CompareThenSet.class).failed())
                .contains("of_sixteen_that_saw_one_version_exactly_one_replaces");
    }

    @Test
    void a_store_whose_version_is_the_password_itself_fails() {
        assertThat(Verdict.on(VersionOfContent.class).failed()).contains("each_change_makes_another_version");
    }

    @Test
    void a_store_that_cuts_long_passwords_fails() {
        assertThat(Verdict.on(Cutting.class).failed())
                .contains("a_password_that_is_refused_changes_nothing_and_any_other_counts_whole");
    }

    @Test
    void a_store_that_trims_passwords_fails() {
        assertThat(Verdict.on(Trimming.class).failed()).contains("a_password_counts_character_by_character_as_it_is");
    }

    @Test
    void a_store_that_does_nothing_fails() {
        assertThat(Verdict.on(NoOp.class).failed()).contains("the_new_password_signs_in_and_the_former_does_not");
    }

    @Test
    void a_store_that_ends_every_lock_or_none_fails() {
        assertThat(Verdict.on(Locking.class).failed()).isEmpty();
        for (Class<?> broken : List.of(KeepingLocks.class, ForgettingLocks.class, Pardoning.class)) {
            assertThat(Verdict.on(broken).failed())
                    .containsExactly("a_lock_after_guesses_ends_with_a_change_that_says_so_and_with_nothing_else");
        }
    }

    record Row(Secret password, int version) {}

    /** A sound store over a map, for others to break in one place. */
    abstract static class Over extends PasswordStoreSuite implements PasswordStore {

        static final PortalId PORTAL = new PortalId("portal");

        final Map<AccountId, Row> rows = new ConcurrentHashMap<>();

        boolean isSeen(Row row, @Nullable String seenVersion) {
            return Integer.toString(row.version()).equals(seenVersion);
        }

        Secret stored(Secret password) {
            return password;
        }

        @Override
        public Result replace(PasswordChange change) {
            Row[] before = new Row[1];
            rows.computeIfPresent(change.account(), (id, row) -> {
                if (!change.portal().equals(PORTAL) || !isSeen(row, change.seenVersion())) {
                    return row;
                }
                before[0] = row;
                return new Row(stored(change.password()), row.version() + 1);
            });
            return before[0] == null ? Result.STALE : Result.REPLACED;
        }

        @Override
        protected PasswordStore passwords() {
            return this;
        }

        @Override
        protected PasswordStore another() {
            return this;
        }

        @Override
        protected PortalId portal() {
            return PORTAL;
        }

        @Override
        protected PortalId otherPortal() {
            return new PortalId("other");
        }

        @Override
        protected AccountId enrol(Secret password) {
            AccountId id = new AccountId("account-" + rows.size());
            rows.put(id, new Row(stored(password), 1));
            return id;
        }

        @Override
        protected boolean signsIn(AccountId account, Secret password) {
            return row(account).password().equals(stored(password));
        }

        @Override
        protected Optional<String> version(AccountId account) {
            return Optional.of(Integer.toString(row(account).version()));
        }

        final Row row(AccountId account) {
            return Optional.ofNullable(rows.get(account)).orElseThrow();
        }
    }

    static class Sound extends Over {}

    static class Versionless extends Over {

        @Override
        protected boolean hasVersions() {
            return false;
        }

        @Override
        protected Optional<String> version(AccountId account) {
            return Optional.empty();
        }

        @Override
        boolean isSeen(Row row, @Nullable String seenVersion) {
            return true;
        }
    }

    static class IgnoresVersions extends Over {
        @Override
        boolean isSeen(Row row, @Nullable String seenVersion) {
            return true;
        }
    }

    static class CompareThenSet extends Over {
        @Override
        public Result replace(PasswordChange change) {
            Row row = rows.get(change.account());
            if (row == null || !change.portal().equals(PORTAL) || !isSeen(row, change.seenVersion())) {
                return Result.STALE;
            }
            Window.open(500);
            rows.put(change.account(), new Row(change.password(), row.version() + 1));
            return Result.REPLACED;
        }
    }

    static class VersionOfContent extends Over {

        @Override
        boolean isSeen(Row row, @Nullable String seenVersion) {
            return row.password().reveal().equals(seenVersion);
        }

        @Override
        protected Optional<String> version(AccountId account) {
            return Optional.of(row(account).password().reveal());
        }
    }

    static class Cutting extends Over {
        @Override
        Secret stored(Secret password) {
            String text = password.reveal();
            return Secret.of(text.substring(0, Math.min(72, text.length())));
        }
    }

    static class Trimming extends Over {
        @Override
        Secret stored(Secret password) {
            return Secret.of(password.reveal().strip());
        }
    }

    static class NoOp extends Over {
        @Override
        public Result replace(PasswordChange change) {
            return Result.REPLACED;
        }
    }

    /** A sound store of a portal that locks accounts. */
    static class Locking extends Over {

        final Set<AccountId> guessed = ConcurrentHashMap.newKeySet();
        final Set<AccountId> banned = ConcurrentHashMap.newKeySet();

        @Override
        public Result replace(PasswordChange change) {
            Result result = super.replace(change);
            if (result == Result.REPLACED && change.clearsGuessLock()) {
                guessed.remove(change.account());
            }
            return result;
        }

        @Override
        protected boolean endsGuessLocks() {
            return true;
        }

        @Override
        protected void lockAfterGuesses(AccountId account) {
            guessed.add(account);
        }

        @Override
        protected void lockByAdministrator(AccountId account) {
            banned.add(account);
        }

        @Override
        protected boolean isLocked(AccountId account) {
            return guessed.contains(account) || banned.contains(account);
        }
    }

    static class KeepingLocks extends Locking {
        @Override
        public Result replace(PasswordChange change) {
            boolean locked = guessed.contains(change.account());
            Result result = super.replace(change);
            if (locked) {
                guessed.add(change.account());
            }
            return result;
        }
    }

    static class ForgettingLocks extends Locking {
        @Override
        public Result replace(PasswordChange change) {
            guessed.remove(change.account());
            return super.replace(change);
        }
    }

    static class Pardoning extends Locking {
        @Override
        public Result replace(PasswordChange change) {
            if (change.clearsGuessLock()) {
                banned.remove(change.account());
            }
            return super.replace(change);
        }
    }
}
