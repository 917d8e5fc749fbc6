package org.recupera.examples.portal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.password.Argon2id;
import org.recupera.password.Bcrypt;
import org.recupera.password.MigratingHash;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInTest {

    private static final PortalId PORTAL = new PortalId("prueba");
    private static final Secret PASSWORD = Secret.of("la clave de antes 1");

    @AutoClose
    private final Database database = Database.open("jdbc:h2:mem:ingreso", "portal", "");

    @Test
    void a_hash_of_former_times_is_made_anew_at_sign_in_and_everything_else_stays() {
        AccountTable accounts = AccountTable.of(database, PORTAL);
        accounts.install();
        Enrolment.add(
                accounts,
                List.of(Account.named(new AccountId("ana"), "ana").build()),
                Bcrypt.standard().hash(PASSWORD));
        StoredAccount before = accounts.byId(new AccountId("ana")).orElseThrow();
        MigratingHash hash =
                MigratingHash.to(Argon2id.builder().cost(19_456, 2, 1).build());
        SignIn signIn =
                new SignIn(PORTAL, accounts, new SignInSessions(database.dataSource(), Clock.systemUTC()), hash);

        assertThat(signIn.attempt("ana", Secret.of("otra clave"))).isInstanceOf(SignIn.Refused.class);
        assertThat(accounts.byId(new AccountId("ana"))).contains(before);
        assertThat(signIn.attempt("ana", PASSWORD)).isInstanceOf(SignIn.Welcome.class);

        StoredAccount after = accounts.byId(new AccountId("ana")).orElseThrow();
        assertThat(after.passwordHash()).startsWith("$argon2id$");
        assertThat(after.passwordVersion()).isEqualTo(before.passwordVersion());
        assertThat(signIn.attempt("ana", PASSWORD)).isInstanceOf(SignIn.Welcome.class);
        assertThat(accounts.byId(new AccountId("ana"))).contains(after);
    }
}
