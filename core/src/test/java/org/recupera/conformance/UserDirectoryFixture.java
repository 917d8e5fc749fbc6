package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortalId;
import org.recupera.port.UserDirectory;

/** The directory under test, and accounts to fill it with. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class UserDirectoryFixture {

    /**
     * The directory under test; asked several times in a test, it is always one of the same accounts.
     *
     * @return the directory
     */
    protected abstract UserDirectory directory();

    /**
     * The portal whose accounts the directory has.
     *
     * @return the same portal throughout a test
     */
    protected abstract PortalId portal();

    /**
     * A portal that has none of these accounts.
     *
     * @return another portal; one that the directory does not know will do
     */
    protected abstract PortalId otherPortal();

    /**
     * Puts an account of {@link #portal()} on file, by other means than the directory.
     *
     * <p>Each value is stored as it is written in {@code account}. The suite makes up all values; they differ from test
     * to test.
     *
     * @param account what to put on file; its id is a proposal, its password version is not set
     * @return the account as the directory shall show it: with the id that the portal gave it, and without the values
     *     for which the portal has no place
     */
    protected abstract Account enrol(Account account);

    /**
     * The kinds of identifiers that the portal keeps; the directory finds nothing by any other.
     *
     * @return all kinds unless overridden
     */
    protected Set<IdentifierKind> kinds() {
        return EnumSet.allOf(IdentifierKind.class);
    }

    /**
     * Whether several accounts may have the same value of a kind.
     *
     * @param kind one of {@link #kinds()}
     * @return unless overridden, {@code true} for every kind but {@link IdentifierKind#USERNAME}
     */
    protected boolean isShared(IdentifierKind kind) {
        return kind != IdentifierKind.USERNAME;
    }

    /**
     * Whether the directory reports password versions.
     *
     * @return {@code true} unless overridden
     */
    protected boolean hasVersions() {
        return true;
    }

    /**
     * The ways in which the portal writes an identifier on file.
     *
     * <p>A portal that has spaces around its values, or full-width letters in its usernames, says so here.
     *
     * @param identifier an identifier in canonical form; national ids are Honduran (13 digits) or a passport's (a letter
     *     and digits), phones Honduran
     * @return texts that all have this canonical form; none for a passport where the portal holds digits alone
     */
    protected List<String> writings(Identifier identifier) {
        return Spelling.waysToWrite(identifier);
    }

    /**
     * The values that a generous comparison takes for an identifier, as far as the portal can hold them beside it.
     *
     * @param identifier an identifier in canonical form, as in {@link #writings}
     * @return texts that all have another canonical form, or none; unless overridden, with an accent, a dotless i,
     *     digits of other scripts, or a character that shows nothing
     */
    protected List<String> lookAlikes(Identifier identifier) {
        return Spelling.lookAlikes(identifier);
    }

    final Account enrolled(Account.Builder wanted) {
        Account account = wanted.build();
        Account onFile = enrol(account);
        for (IdentifierKind kind : IdentifierKind.values()) {
            Optional<String> kept = kinds().contains(kind) ? account.identifier(kind) : Optional.empty();
            assertEquals(kept, onFile.identifier(kind), () -> "the fixture's own answer, " + kind);
        }
        return onFile;
    }

    static Account.Builder named(String username) {
        return Account.named(Fresh.account(), username);
    }

    static Account.Builder somebody() {
        return named(newValue(IdentifierKind.USERNAME))
                .email(newValue(IdentifierKind.EMAIL))
                .nationalId(newValue(IdentifierKind.NATIONAL_ID))
                .phone(newValue(IdentifierKind.PHONE))
                .formerEmail(newValue(IdentifierKind.EMAIL))
                .displayName("María Núñez")
                .secondFactor(true)
                .language(Locale.forLanguageTag("es-HN"));
    }

    static Account.Builder somebodyWith(IdentifierKind kind, String value) {
        Account.Builder somebody = somebody();
        return switch (kind) {
            case NATIONAL_ID -> somebody.nationalId(value);
            case PHONE -> somebody.phone(value);
            case EMAIL -> somebody.email(value);
            case USERNAME -> {
                Account model = somebody.build();
                yield named(value)
                        .email(model.email().orElseThrow())
                        .nationalId(model.nationalId().orElseThrow())
                        .phone(model.phone().orElseThrow());
            }
        };
    }

    static Identifier newIdentifier(IdentifierKind kind) {
        return identifier(kind, newValue(kind));
    }

    static Identifier identifier(IdentifierKind kind, String value) {
        return Identifier.read(kind, value).identifier().orElseThrow();
    }

    /** What is on file of an account that has it. */
    static Identifier identifierOf(Account account, IdentifierKind kind) {
        return identifier(kind, account.identifier(kind).orElseThrow());
    }

    /** Identifiers that nobody has yet, one for each way of writing one of the kind. */
    final List<Written> writtenInEveryWay(IdentifierKind kind) {
        List<Written> written = new ArrayList<>();
        for (Supplier<Identifier> form : formsOf(kind)) {
            int ways = writings(form.get()).size();
            for (int way = 0; way < ways; way++) {
                Identifier identifier = form.get();
                Written one = new Written(identifier, writings(identifier).get(way));
                assertEquals(identifier, identifier(kind, one.text()), "the fixture's own answer");
                written.add(one);
            }
        }
        assertFalse(written.isEmpty(), () -> "the fixture's own answer, ways to write " + kind);
        return written;
    }

    private static List<Supplier<Identifier>> formsOf(IdentifierKind kind) {
        Supplier<Identifier> usual = () -> newIdentifier(kind);
        return kind == IdentifierKind.NATIONAL_ID
                ? List.of(usual, () -> identifier(kind, 'E' + Fresh.digits(9)))
                : List.of(usual);
    }

    final Set<AccountId> found(Identifier identifier) {
        List<Account> accounts = directory().find(portal(), identifier);
        Set<AccountId> ids = accounts.stream().map(Account::id).collect(Collectors.toSet());
        assertEquals(ids.size(), accounts.size(), "an account is listed once");
        return ids;
    }

    final Account read(AccountId id) {
        Optional<Account> account = directory().byId(portal(), id);
        assertTrue(account.isPresent(), () -> "the account " + id.value());
        return account.get();
    }

    static List<Object> everythingOf(Account account) {
        return List.of(
                account.id(),
                account.username(),
                account.enabled(),
                account.email(),
                account.formerEmail(),
                account.nationalId(),
                account.phone(),
                account.displayName(),
                account.language(),
                account.secondFactor());
    }

    private static String newValue(IdentifierKind kind) {
        return switch (kind) {
            case USERNAME -> "ui" + Fresh.text(10);
            case EMAIL -> "mi" + Fresh.text(10) + "@example.org";
            case NATIONAL_ID -> "0801" + Fresh.digits(9);
            case PHONE -> "+5049" + Fresh.digits(7);
        };
    }

    /** An identifier and a text that has this canonical form. */
    record Written(Identifier identifier, String text) {}
}
