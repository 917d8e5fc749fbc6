package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.UserDirectory;

/**
 * The contract of {@link UserDirectory}, for whoever writes one.
 *
 * <p>Extend it in your own tests, hand over your directory, and say how an account gets on file:
 *
 * <pre>{@code
 * class LdapDirectoryTest extends UserDirectorySuite {
 *
 *     @Override
 *     protected UserDirectory directory() {
 *         return LdapDirectory.over(SERVER, PORTAL);
 *     }
 *
 *     @Override
 *     protected Account enrol(Account account) {
 *         SERVER.add(entryOf(account));
 *         return account.toBuilder().language(null).build();
 *     }
 *
 *     // and portal(), otherPortal(); hasVersions() is false
 * }
 * }</pre>
 *
 * <p>Each test makes up accounts of its own, so the directory need not be emptied between tests. What differs from
 * portal to portal is declared by overriding: the kinds that it keeps, how it writes them, which are unique, and what it
 * can hold beside one another.
 */
public abstract class UserDirectorySuite extends UserDirectoryFixture {

    /** For the class that brings the directory. */
    protected UserDirectorySuite() {}

    @Test
    void an_account_is_found_by_every_kind_of_identifier_that_the_portal_keeps_and_by_no_other() {
        assertTrue(kinds().contains(IdentifierKind.USERNAME), "every account has a username");
        Account wanted = somebody().build();
        Account account = enrolled(wanted.toBuilder());
        for (IdentifierKind kind : IdentifierKind.values()) {
            Identifier identifier = identifier(kind, wanted.identifier(kind).orElseThrow());
            assertEquals(
                    kinds().contains(kind) ? Set.of(account.id()) : Set.of(), found(identifier), () -> "by " + kind);
        }
    }

    @Test
    void what_is_on_file_is_handed_over_as_it_is_stored() {
        Account account = enrolled(somebodyWith(IdentifierKind.USERNAME, "Ñ" + Fresh.text(9) + " O'Brien"));
        assertEquals(everythingOf(account), everythingOf(read(account.id())));
        for (IdentifierKind kind : kinds()) {
            assertEquals(
                    List.of(everythingOf(account)), everythingFound(identifierOf(account, kind)), () -> "by " + kind);
        }
    }

    @Test
    void what_is_on_file_is_never_handed_over_as_it_was_typed() {
        for (IdentifierKind kind : kinds()) {
            for (Written written : writtenInEveryWay(kind)) {
                Account account = enrolled(somebodyWith(kind, written.text()));
                assertEquals(List.of(everythingOf(account)), everythingFound(written.identifier()), () -> "by " + kind);
            }
        }
    }

    @Test
    void the_password_version_is_reported_alike_by_every_way_to_an_account() {
        Account account = enrolled(somebody());
        Optional<String> version = read(account.id()).passwordVersion();
        assertEquals(hasVersions(), version.isPresent());
        for (IdentifierKind kind : kinds()) {
            assertEquals(
                    version,
                    directory()
                            .find(portal(), identifierOf(account, kind))
                            .get(0)
                            .passwordVersion(),
                    () -> "by " + kind);
        }
    }

    @Test
    void an_account_is_found_however_the_portal_writes_its_identifiers() {
        for (IdentifierKind kind : kinds()) {
            for (Written written : writtenInEveryWay(kind)) {
                Account account = enrolled(somebodyWith(kind, written.text()));
                assertEquals(
                        Set.of(account.id()),
                        found(written.identifier()),
                        () -> kind + " on file as " + written.text());
            }
        }
    }

    @Test
    void an_identifier_that_nobody_has_finds_an_empty_list() {
        for (IdentifierKind kind : IdentifierKind.values()) {
            assertEquals(List.of(), directory().find(portal(), newIdentifier(kind)), () -> "by " + kind);
        }
    }

    @Test
    void all_accounts_that_share_an_identifier_are_found_however_each_is_written() {
        for (IdentifierKind kind : kinds()) {
            Identifier identifier = newIdentifier(kind);
            List<String> ways = writings(identifier);
            Set<AccountId> carriers = new HashSet<>();
            for (int i = 0; i < (isShared(kind) ? ways.size() + 2 : 1); i++) {
                carriers.add(
                        enrolled(somebodyWith(kind, ways.get(i % ways.size()))).id());
            }
            assertEquals(carriers, found(identifier), () -> "by " + kind);
        }
    }

    @Test
    void a_hundred_accounts_that_share_an_identifier_are_all_found() {
        for (IdentifierKind kind : kinds()) {
            Identifier identifier = newIdentifier(kind);
            Set<AccountId> carriers = new HashSet<>();
            for (int i = 0; i < (isShared(kind) ? 100 : 1); i++) {
                carriers.add(enrolled(somebodyWith(kind, identifier.value())).id());
            }
            assertEquals(carriers, found(identifier), () -> "by " + kind);
        }
    }

    @Test
    void only_the_kind_that_is_asked_for_is_searched() {
        for (IdentifierKind kind : List.of(IdentifierKind.EMAIL, IdentifierKind.NATIONAL_ID, IdentifierKind.PHONE)) {
            String value = newIdentifier(kind).value();
            theseAreTwo(kind, value, IdentifierKind.USERNAME, value);
        }
        String passport = 'e' + Fresh.digits(9);
        theseAreTwo(IdentifierKind.NATIONAL_ID, passport, IdentifierKind.USERNAME, passport);
        for (String prefix : List.of("", "00")) {
            String digits = "5049" + Fresh.digits(7);
            theseAreTwo(IdentifierKind.NATIONAL_ID, prefix + digits, IdentifierKind.PHONE, '+' + digits);
        }
    }

    private void theseAreTwo(IdentifierKind kind, String value, IdentifierKind otherKind, String otherValue) {
        Account one = enrolled(somebodyWith(kind, value));
        Account other = enrolled(somebodyWith(otherKind, otherValue));
        assertEquals(
                carriers(one, kind), found(identifier(kind, value)), () -> kind + " that is another's " + otherKind);
        assertEquals(
                carriers(other, otherKind),
                found(identifier(otherKind, otherValue)),
                () -> otherKind + " that is another's " + kind);
    }

    private Set<AccountId> carriers(Account account, IdentifierKind kind) {
        return kinds().contains(kind) ? Set.of(account.id()) : Set.of();
    }

    @Test
    void a_former_address_finds_nobody() {
        Identifier former = newIdentifier(IdentifierKind.EMAIL);
        enrolled(somebody().formerEmail(former.value()));
        assertEquals(Set.of(), found(former));
    }

    @Test
    void a_disabled_account_is_found_and_says_so() {
        Account account = enrolled(somebody().enabled(false));
        assertFalse(read(account.id()).enabled());
        for (IdentifierKind kind : kinds()) {
            List<Account> found = directory().find(portal(), identifierOf(account, kind));
            assertEquals(List.of(false), found.stream().map(Account::enabled).toList(), () -> "by " + kind);
        }
    }

    @Test
    void an_account_may_have_nothing_on_file_but_its_name() {
        Account account = enrolled(named("u" + Fresh.text(11)));
        Account read = read(account.id());
        assertEquals(everythingOf(account), everythingOf(read));
        assertEquals(
                List.of(Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(read.email(), read.nationalId(), read.phone()));
        assertEquals(Set.of(account.id()), found(identifier(IdentifierKind.USERNAME, account.username())));
    }

    @Test
    void a_name_is_no_pattern_and_no_sql() {
        String plain = "u" + Fresh.text(11);
        AccountId id = enrolled(named(plain)).id();
        for (String end : List.of("%", "_", "*", "'", "\"", "\\", "' or '1'='1", ")(uid=*", ";--")) {
            String name = plain.substring(0, 8) + end;
            assertEquals(Set.of(), found(identifier(IdentifierKind.USERNAME, name)), () -> "before " + name);
            Account account = enrolled(named(name));
            assertEquals(Set.of(account.id()), found(identifier(IdentifierKind.USERNAME, name)), () -> "by " + name);
        }
        assertEquals(Set.of(id), found(identifier(IdentifierKind.USERNAME, plain)));
        assertFalse(found(identifier(IdentifierKind.USERNAME, "%")).contains(id));
    }

    @Test
    void an_address_is_no_pattern_and_no_sql() {
        if (kinds().contains(IdentifierKind.EMAIL)) {
            String start = "mi" + Fresh.text(6);
            enrolled(somebodyWith(IdentifierKind.EMAIL, start + "x@example.org"));
            for (String end : List.of("%", "_", "*", "'", "`", "?", "{", "'or'1'='1'--")) {
                Identifier address = identifier(IdentifierKind.EMAIL, start + end + "@example.org");
                assertEquals(Set.of(), found(address), () -> "before " + address.value());
                Account account = enrolled(somebodyWith(IdentifierKind.EMAIL, address.value()));
                assertEquals(Set.of(account.id()), found(address), () -> "by " + address.value());
            }
        }
    }

    @Test
    void look_alikes_may_be_found_too_and_never_hide_who_is_meant() {
        for (IdentifierKind kind : kinds()) {
            Identifier identifier = newIdentifier(kind);
            Map<AccountId, List<Object>> onFile = new HashMap<>();
            for (String lookAlike : lookAlikes(identifier)) {
                Account other = enrolled(somebodyWith(kind, lookAlike));
                assertFalse(identifier.isOn(other), "the fixture's own answer");
                onFile.put(other.id(), everythingOf(other));
                Identifier.read(kind, lookAlike)
                        .identifier()
                        .ifPresent(its -> assertTrue(found(its).contains(other.id()), () -> "by another's " + kind));
            }
            Account meant = enrolled(somebodyWith(kind, identifier.value()));
            onFile.put(meant.id(), everythingOf(meant));

            List<Account> found = directory().find(portal(), identifier);
            for (Account account : found) {
                assertEquals(onFile.get(account.id()), everythingOf(account), () -> "on file, found by " + kind);
            }
            assertEquals(
                    List.of(meant.id()),
                    found.stream().filter(identifier::isOn).map(Account::id).toList(),
                    () -> "left by the comparison in canonical form, of those found by " + kind);
        }
    }

    @Test
    void an_id_reads_its_own_account_and_nothing_that_looks_like_it() {
        Account account = enrolled(somebody());
        String id = account.id().value();
        for (String other : Awkward.lookAlikes(id)) {
            assertEquals(
                    other.equals(id),
                    directory().byId(portal(), new AccountId(other)).isPresent(),
                    () -> "by id " + other);
        }
        for (String other : List.of("%", "_", "0" + id, id.toLowerCase(Locale.ROOT) + "é", Fresh.text(128))) {
            assertEquals(Optional.empty(), directory().byId(portal(), new AccountId(other)), () -> "by id " + other);
        }
    }

    @Test
    void another_portal_has_none_of_the_accounts() {
        Account account = enrolled(somebody());
        assertEquals(Optional.empty(), directory().byId(otherPortal(), account.id()));
        for (IdentifierKind kind : kinds()) {
            Identifier identifier = identifierOf(account, kind);
            assertEquals(List.of(), directory().find(otherPortal(), identifier), () -> "by " + kind);
        }
    }

    @Test
    void sixteen_may_ask_at_once_and_nothing_changes() {
        Account account = enrolled(somebody());
        Identifier identifier = identifier(IdentifierKind.USERNAME, account.username());
        List<List<Object>> answers = Together.run(i -> i % 2 == 0
                ? everythingOf(read(account.id()))
                : everythingOf(directory().find(portal(), identifier).get(0)));
        assertEquals(Set.of(everythingOf(account)), new HashSet<>(answers));
    }

    private List<List<Object>> everythingFound(Identifier identifier) {
        return directory().find(portal(), identifier).stream()
                .map(UserDirectoryFixture::everythingOf)
                .toList();
    }
}
