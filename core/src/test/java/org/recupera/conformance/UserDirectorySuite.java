package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
 * portal to portal is declared by overriding: the kinds that it keeps, how it writes them, which are unique.
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
        Identifier identifier = identifier(IdentifierKind.USERNAME, account.username());
        Account found = directory().find(portal(), identifier).get(0);
        assertEquals(everythingOf(account), everythingOf(found));
        assertEquals(everythingOf(account), everythingOf(read(account.id())));
    }

    @Test
    void the_password_version_is_reported_alike_by_both_ways_to_an_account() {
        Account account = enrolled(somebody());
        Identifier identifier = identifier(IdentifierKind.USERNAME, account.username());
        Optional<String> version = read(account.id()).passwordVersion();
        assertEquals(hasVersions(), version.isPresent());
        assertEquals(version, directory().find(portal(), identifier).get(0).passwordVersion());
    }

    @Test
    void an_account_is_found_however_the_portal_writes_its_identifiers() {
        for (IdentifierKind kind : kinds()) {
            int ways = writings(newIdentifier(kind)).size();
            assertTrue(ways > 0);
            for (int way = 0; way < ways; way++) {
                Identifier identifier = newIdentifier(kind);
                String written = writings(identifier).get(way);
                assertEquals(identifier, identifier(kind, written), "the fixture's own answer");
                Account account = enrolled(somebodyWith(kind, written));
                assertEquals(Set.of(account.id()), found(identifier), () -> kind + " on file as " + written);
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
    void all_accounts_that_share_an_identifier_are_found() {
        for (IdentifierKind kind : kinds()) {
            Identifier identifier = newIdentifier(kind);
            Set<AccountId> carriers = new HashSet<>();
            for (int i = 0; i < (isShared(kind) ? 3 : 1); i++) {
                carriers.add(enrolled(somebodyWith(kind, identifier.value())).id());
            }
            assertEquals(carriers, found(identifier), () -> "by " + kind);
        }
    }

    @Test
    void a_hundred_accounts_that_share_an_identifier_are_all_found() {
        Optional<IdentifierKind> shared =
                kinds().stream().filter(this::isShared).findFirst();
        IdentifierKind kind = shared.orElse(IdentifierKind.USERNAME);
        Identifier identifier = newIdentifier(kind);
        Set<AccountId> carriers = new HashSet<>();
        for (int i = 0; i < (shared.isPresent() ? 100 : 1); i++) {
            carriers.add(enrolled(somebodyWith(kind, identifier.value())).id());
        }
        assertEquals(carriers, found(identifier));
    }

    @Test
    void only_the_kind_that_is_asked_for_is_searched() {
        for (IdentifierKind kind : List.of(IdentifierKind.EMAIL, IdentifierKind.NATIONAL_ID, IdentifierKind.PHONE)) {
            Identifier identifier = newIdentifier(kind);
            Account named = enrolled(somebodyWith(IdentifierKind.USERNAME, identifier.value()));
            Account carrier = enrolled(somebodyWith(kind, identifier.value()));
            assertEquals(
                    kinds().contains(kind) ? Set.of(carrier.id()) : Set.of(), found(identifier), () -> "by " + kind);
            assertEquals(
                    Set.of(named.id()),
                    found(identifier(IdentifierKind.USERNAME, identifier.value())),
                    () -> "by a username that is somebody's " + kind);
        }
    }

    @Test
    void a_disabled_account_is_found_and_says_so() {
        Account account = enrolled(somebody().enabled(false));
        assertFalse(read(account.id()).enabled());
        List<Account> found = directory().find(portal(), identifier(IdentifierKind.USERNAME, account.username()));
        assertEquals(List.of(false), found.stream().map(Account::enabled).toList());
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
    void matching_may_be_generous_and_never_misses_the_very_name() {
        String start = "u" + Fresh.text(8);
        Account accented = enrolled(named(start + "íce"));
        Identifier plain = identifier(IdentifierKind.USERNAME, start + "ice");
        if (tellsAccentsApart()) {
            AccountId exact = enrolled(named(start + "ice")).id();
            assertTrue(found(plain).contains(exact));
            assertTrue(Set.of(exact, accented.id()).containsAll(found(plain)));
        } else {
            assertTrue(Set.of(accented.id()).containsAll(found(plain)));
        }
        assertTrue(
                found(identifier(IdentifierKind.USERNAME, accented.username())).contains(accented.id()));
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
            Identifier identifier = identifier(kind, account.identifier(kind).orElseThrow());
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
}
