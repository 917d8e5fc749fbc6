package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recupera.port.Account;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortalId;

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
                        "all_accounts_that_share_an_identifier_are_found_however_each_is_written",
                        "a_hundred_accounts_that_share_an_identifier_are_all_found");
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

    @Test
    void a_directory_that_takes_addresses_for_patterns_fails() {
        assertThat(Verdict.on(AddressPatterns.class).failed()).containsExactly("an_address_is_no_pattern_and_no_sql");
    }

    @Test
    void a_directory_that_takes_an_id_for_a_phone_fails() {
        assertThat(Verdict.on(AnyDigits.class).failed()).containsExactly("only_the_kind_that_is_asked_for_is_searched");
    }

    @Test
    void a_directory_that_takes_a_passport_for_a_name_fails() {
        assertThat(Verdict.on(IdsAreNames.class).failed())
                .containsExactly("only_the_kind_that_is_asked_for_is_searched");
    }

    @Test
    void a_directory_that_finds_by_former_addresses_fails() {
        assertThat(Verdict.on(FormerAddresses.class).failed()).containsExactly("a_former_address_finds_nobody");
    }

    @Test
    void a_directory_that_hides_disabled_accounts_from_those_who_ask_by_phone_fails() {
        assertThat(Verdict.on(EnabledByPhone.class).failed())
                .containsExactly("a_disabled_account_is_found_and_says_so");
    }

    @Test
    void a_directory_that_reports_versions_by_name_alone_fails() {
        assertThat(Verdict.on(VersionsByName.class).failed())
                .containsExactly("the_password_version_is_reported_alike_by_every_way_to_an_account");
    }

    static class Sound extends ListedAccounts {}

    static class FewKinds extends ListedAccounts {

        @Override
        protected Set<IdentifierKind> kinds() {
            return Set.of(IdentifierKind.USERNAME, IdentifierKind.EMAIL);
        }

        @Override
        protected boolean isShared(IdentifierKind kind) {
            return false;
        }

        @Override
        protected List<String> lookAlikes(Identifier identifier) {
            return List.of();
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

    static class OnlyFirst extends ListedAccounts {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return found.limit(1);
        }
    }

    static class EnabledOnly extends ListedAccounts {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return found.filter(Account::enabled);
        }
    }

    static class AnyKind extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return Stream.of(IdentifierKind.values())
                    .anyMatch(kind -> account.identifier(kind).equals(Optional.of(identifier.value())));
        }
    }

    static class AnyPortal extends ListedAccounts {
        @Override
        boolean serves(PortalId portal) {
            return true;
        }
    }

    static class Patterns extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            String value = identifier.value();
            return identifier.isOn(account)
                    || (value.endsWith("%") && account.username().startsWith(value.substring(0, value.length() - 1)));
        }
    }

    static class AddressPatterns extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            String start = identifier.value().replaceAll("%@.*", "");
            return identifier.isOn(account)
                    || (identifier.value().contains("%@")
                            && account.email()
                                    .filter(email -> email.startsWith(start))
                                    .isPresent());
        }
    }

    static class AnyDigits extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account)
                    || (identifier.kind() == IdentifierKind.NATIONAL_ID
                            && account.phone().equals(Optional.of('+' + identifier.value())));
        }
    }

    static class IdsAreNames extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account)
                    || (identifier.kind() == IdentifierKind.NATIONAL_ID
                            && account.username().equalsIgnoreCase(identifier.value()));
        }
    }

    static class FormerAddresses extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account)
                    || (identifier.kind() == IdentifierKind.EMAIL
                            && account.formerEmail().equals(Optional.of(identifier.value())));
        }
    }

    static class EnabledByPhone extends ListedAccounts {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return found.filter(account -> account.enabled() || identifier.kind() != IdentifierKind.PHONE);
        }
    }

    static class VersionsByName extends ListedAccounts {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return identifier.kind() == IdentifierKind.USERNAME
                    ? found
                    : found.map(
                            account -> account.toBuilder().passwordVersion(null).build());
        }
    }
}
