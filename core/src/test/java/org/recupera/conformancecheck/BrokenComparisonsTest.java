package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Account;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;

/** Directories that compare too strictly what is on file, or too generously and hand over something else. */
class BrokenComparisonsTest {

    @Test
    void a_directory_that_compares_what_is_stored_byte_for_byte_fails() {
        assertThat(Verdict.on(Bytewise.class).failed())
                .contains("an_account_is_found_however_the_portal_writes_its_identifiers");
    }

    @Test
    void a_directory_that_compares_addresses_with_their_capitals_fails() {
        assertThat(Verdict.on(CapitalAddresses.class).failed())
                .contains("an_account_is_found_however_the_portal_writes_its_identifiers");
    }

    @ParameterizedTest
    @ValueSource(classes = {NoDots.class, NoParentheses.class, NoInternationalPrefix.class, NoSmallLetters.class})
    void a_directory_that_does_not_know_every_way_to_write_a_number_fails(Class<?> broken) {
        assertThat(Verdict.on(broken).failed())
                .contains("an_account_is_found_however_the_portal_writes_its_identifiers");
    }

    @Test
    void a_directory_that_is_content_with_those_that_are_equal_as_stored_fails() {
        assertThat(Verdict.on(EqualFirst.class).failed())
                .containsExactly("all_accounts_that_share_an_identifier_are_found_however_each_is_written");
    }

    @Test
    void a_directory_that_hands_over_what_was_typed_fails() {
        assertThat(Verdict.on(Echo.class).failed())
                .containsExactly("what_is_on_file_is_never_handed_over_as_it_was_typed");
    }

    @Test
    void a_generous_directory_passes() {
        assertThat(Verdict.on(Generous.class).failed()).isEmpty();
    }

    @Test
    void a_generous_directory_that_hands_over_one_of_several_look_alikes_fails() {
        assertThat(Verdict.on(GenerousAndUnique.class).failed())
                .contains("look_alikes_may_be_found_too_and_never_hide_who_is_meant");
    }

    @Test
    void a_generous_directory_that_hands_over_the_folded_value_fails() {
        assertThat(Verdict.on(GenerousAndFolding.class).failed())
                .contains("look_alikes_may_be_found_too_and_never_hide_who_is_meant");
    }

    static class Bytewise extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return account.identifier(identifier.kind()).equals(Optional.of(identifier.value()));
        }
    }

    static class CapitalAddresses extends ListedAccounts {
        @Override
        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account)
                    && (identifier.kind() != IdentifierKind.EMAIL
                            || account.email().equals(Optional.of(identifier.value())));
        }
    }

    /** Does not find what is on file with some spelling. */
    abstract static class Blind extends ListedAccounts {

        private final IdentifierKind kind;
        private final Pattern spelling;

        Blind(IdentifierKind kind, String spelling) {
            this.kind = kind;
            this.spelling = Pattern.compile(spelling);
        }

        @Override
        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account)
                    && (identifier.kind() != kind
                            || account.identifier(kind)
                                    .filter(spelling.asPredicate())
                                    .isEmpty());
        }
    }

    static class NoDots extends Blind {
        NoDots() {
            super(IdentifierKind.NATIONAL_ID, "[.]");
        }
    }

    static class NoSmallLetters extends Blind {
        NoSmallLetters() {
            super(IdentifierKind.NATIONAL_ID, "[a-z]");
        }
    }

    static class NoParentheses extends Blind {
        NoParentheses() {
            super(IdentifierKind.PHONE, "[()]");
        }
    }

    static class NoInternationalPrefix extends Blind {
        NoInternationalPrefix() {
            super(IdentifierKind.PHONE, "^00");
        }
    }

    static class EqualFirst extends ListedAccounts {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            List<Account> all = found.toList();
            List<Account> equal = all.stream()
                    .filter(account -> account.identifier(identifier.kind()).equals(Optional.of(identifier.value())))
                    .toList();
            return (equal.isEmpty() ? all : equal).stream();
        }
    }

    static class Echo extends ListedAccounts {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return identifier.kind() == IdentifierKind.EMAIL
                    ? found.map(account ->
                            account.toBuilder().email(identifier.value()).build())
                    : found;
        }
    }

    /** Compares as an accent-blind collation does. */
    static class Generous extends ListedAccounts {

        @Override
        boolean matches(Identifier identifier, Account account) {
            return identifier.isOn(account)
                    || account.identifier(identifier.kind())
                            .filter(stored -> folded(stored).equals(folded(identifier.value())))
                            .isPresent();
        }

        static String folded(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{M}\u200b]", "");
        }
    }

    static class GenerousAndUnique extends Generous {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return isShared(identifier.kind()) ? found : found.limit(1);
        }
    }

    static class GenerousAndFolding extends Generous {
        @Override
        Stream<Account> shown(Identifier identifier, Stream<Account> found) {
            return found.map(account -> account.toBuilder()
                    .email(account.email().map(Generous::folded).orElse(null))
                    .phone(account.phone().map(Generous::folded).orElse(null))
                    .build());
        }
    }
}
