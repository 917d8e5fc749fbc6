package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.UserDirectorySuite;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortalId;
import org.recupera.port.UserDirectory;

class BrokenDirectoriesTest {

    @Test
    void a_sound_directory_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(12);
    }

    @Test
    void a_sound_directory_of_few_kinds_and_no_versions_passes_too() {
        assertThat(Verdict.on(FewKinds.class).failed()).isEmpty();
    }

    @Test
    void a_directory_that_finds_the_first_of_several_fails() {
        assertThat(Verdict.on(OnlyFirst.class).failed())
                .contains(
                        "all_accounts_that_share_an_identifier_are_found",
                        "a_hundred_accounts_that_share_an_identifier_are_all_found");
    }

    @Test
    void a_directory_that_compares_what_is_stored_byte_for_byte_fails() {
        assertThat(Verdict.on(Bytewise.class).failed())
                .contains("an_account_is_found_however_the_portal_writes_its_identifiers");
    }

    @Test
    void a_directory_that_hides_disabled_accounts_fails() {
        assertThat(Verdict.on(EnabledOnly.class).failed()).contains("a_disabled_account_is_found_and_says_so");
    }

    @Test
    void a_directory_that_searches_every_kind_fails() {
        assertThat(Verdict.on(AnyKind.class).failed()).contains("only_the_kind_that_is_asked_for_is_searched");
    }

    @Test
    void a_directory_that_ignores_portals_fails() {
        assertThat(Verdict.on(AnyPortal.class).failed()).contains("another_portal_has_none_of_the_accounts");
    }

    @Test
    void a_directory_that_takes_names_for_patterns_fails() {
        assertThat(Verdict.on(Patterns.class).failed()).contains("a_name_is_no_pattern_and_no_sql");
    }

    /** A sound directory over a list, for others to break in one place. */
    abstract static class Over extends UserDirectorySuite implements UserDirectory {

        static final PortalId PORTAL = new PortalId("portal");

        final List<Account> accounts = new ArrayList<>();

        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account);
        }

        boolean serves(PortalId portal) {
            return portal.equals(PORTAL);
        }

        Stream<Account> shown(Stream<Account> found) {
            return found;
        }

        @Override
        public List<Account> find(PortalId portal, Identifier identifier) {
            return shown(accounts.stream().filter(account -> serves(portal) && matches(identifier, account)))
                    .toList();
        }

        @Override
        public Optional<Account> byId(PortalId portal, AccountId id) {
            return accounts.stream()
                    .filter(account -> serves(portal) && account.id().equals(id))
                    .findFirst();
        }

        @Override
        protected UserDirectory directory() {
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
        protected Account enrol(Account account) {
            accounts.add(account.toBuilder().passwordVersion("1").build());
            return account;
        }
    }

    static class Sound extends Over {}

    static class FewKinds extends Over {

        @Override
        protected Set<IdentifierKind> kinds() {
            return Set.of(IdentifierKind.USERNAME, IdentifierKind.EMAIL);
        }

        @Override
        protected boolean isShared(IdentifierKind kind) {
            return false;
        }

        @Override
        protected boolean tellsAccentsApart() {
            return false;
        }

        @Override
        protected boolean hasVersions() {
            return false;
        }

        @Override
        protected Account enrol(Account account) {
            Account kept = account.toBuilder().nationalId(null).phone(null).build();
            accounts.add(kept);
            return kept;
        }
    }

    static class OnlyFirst extends Over {
        @Override
        Stream<Account> shown(Stream<Account> found) {
            return found.limit(1);
        }
    }

    static class Bytewise extends Over {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return account.identifier(identifier.kind()).equals(Optional.of(identifier.value()));
        }
    }

    static class EnabledOnly extends Over {
        @Override
        Stream<Account> shown(Stream<Account> found) {
            return found.filter(Account::enabled);
        }
    }

    static class AnyKind extends Over {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return Stream.of(IdentifierKind.values())
                    .anyMatch(kind -> account.identifier(kind).equals(Optional.of(identifier.value())));
        }
    }

    static class AnyPortal extends Over {
        @Override
        boolean serves(PortalId portal) {
            return true;
        }
    }

    static class Patterns extends Over {
        @Override
        boolean matches(Identifier identifier, Account account) {
            String value = identifier.value();
            return identifier.isOn(account)
                    || (value.endsWith("%") && account.username().startsWith(value.substring(0, value.length() - 1)));
        }
    }
}
