package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.UserDirectorySuite;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.UserDirectory;

class InMemoryAccountsDirectoryTest extends UserDirectorySuite {

    private static final PortalId PORTAL = new PortalId("portal");
    private static final Secret PASSWORD = Secret.of("una contraseña");
    private static final AccountId ID = new AccountId("1");

    private final InMemoryAccounts accounts = InMemoryAccounts.hashedWith(DigestHash.ofAnyLength());

    @Override
    protected UserDirectory directory() {
        return accounts;
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
        accounts.add(PORTAL, account, PASSWORD);
        return account;
    }

    @Override
    protected List<String> writings(Identifier identifier) {
        List<String> writings = new ArrayList<>(super.writings(identifier));
        writings.add(identifier.value() + ' ');
        writings.add("\u3000" + identifier.value());
        return writings;
    }

    @Test
    void an_update_changes_what_is_on_file_and_by_what_it_is_found() {
        Account maria = Account.named(ID, "maria").email("maria@example.org").build();
        accounts.add(PORTAL, maria, PASSWORD);

        accounts.update(
                PORTAL,
                maria.toBuilder().email("nueva@example.org").enabled(false).build());

        assertThat(accounts.find(PORTAL, email("maria@example.org"))).isEmpty();
        assertThat(accounts.find(PORTAL, email("nueva@example.org")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.enabled()).isFalse();
                    assertThat(found.passwordVersion()).contains("1");
                });
        assertThat(accounts.verify(PORTAL, ID, PASSWORD)).isTrue();
    }

    @Test
    void a_removed_account_is_found_no_more() {
        accounts.add(
                PORTAL, Account.named(ID, "maria").email("maria@example.org").build(), PASSWORD);

        accounts.remove(PORTAL, ID);
        accounts.remove(PORTAL, ID);

        assertThat(accounts.byId(PORTAL, ID)).isEmpty();
        assertThat(accounts.find(PORTAL, email("maria@example.org"))).isEmpty();
        assertThat(accounts.verify(PORTAL, ID, PASSWORD)).isFalse();
    }

    @Test
    void an_id_is_added_once_and_only_what_was_added_is_updated() {
        Account maria = Account.named(ID, "maria").build();
        assertThatThrownBy(() -> accounts.update(PORTAL, maria)).isInstanceOf(IllegalArgumentException.class);
        accounts.add(PORTAL, maria, PASSWORD);
        assertThatThrownBy(() -> accounts.add(PORTAL, maria, PASSWORD)).isInstanceOf(IllegalArgumentException.class);
        accounts.add(otherPortal(), maria, PASSWORD);
    }

    @Test
    void a_full_directory_takes_no_other_account() {
        InMemoryAccounts ofOne = InMemoryAccounts.hashedWith(DigestHash.ofAnyLength(), 1);
        ofOne.add(PORTAL, Account.named(ID, "maria").build(), PASSWORD);
        Account second = Account.named(new AccountId("2"), "jose").build();

        assertThatThrownBy(() -> ofOne.add(PORTAL, second, PASSWORD)).isInstanceOf(IllegalStateException.class);

        ofOne.remove(PORTAL, ID);
        ofOne.add(PORTAL, second, PASSWORD);
        assertThat(ofOne.byId(PORTAL, second.id())).isPresent();
    }

    private static Identifier email(String address) {
        return Identifier.read(IdentifierKind.EMAIL, address).identifier().orElseThrow();
    }
}
