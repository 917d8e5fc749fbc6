package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PresentPasswordTest {

    private static final Bcrypt BCRYPT = Bcrypt.ofCost(10);
    private static final String STORED = BCRYPT.hash(Secret.of("la canción de mayo"));

    private final PasswordRules rules = PasswordRules.standard(15, 64)
            .and(PresentPassword.verifiedBy(
                    (username, password) -> username.equals("ana") && BCRYPT.verify(password, STORED)));

    @Test
    void The_password_of_the_account_is_refused_however_its_accents_are_typed() {
        PasswordFlaw same = PasswordFlaw.of("password.same-as-present");
        assertThat(judge("la canción de mayo", "ana")).isEqualTo(new Judgement.Refused(List.of(same)));
        assertThat(judge("la cancio\u0301n de mayo", "ana")).isEqualTo(new Judgement.Refused(List.of(same)));
    }

    @Test
    void Another_password_and_that_of_another_account_are_fine() {
        assertThat(judge("la canción de junio", "ana")).isInstanceOf(Judgement.Accepted.class);
        assertThat(judge("la canción de mayo", "luis")).isInstanceOf(Judgement.Accepted.class);
    }

    @Test
    void A_password_that_is_refused_anyway_is_not_hashed() {
        PasswordRules asking = PasswordRules.standard(15, 64).and(PresentPassword.verifiedBy((username, password) -> {
            throw new AssertionError("asked");
        }));
        assertThat(asking.judge(Secret.of("corta"), Secret.of("corta"), "ana", List.of()))
                .isInstanceOf(Judgement.Refused.class);
    }

    @Test
    void A_verifier_that_cannot_tell_is_let_through() {
        PortException down = new PortException("logins: down", null);
        PasswordRules broken = PasswordRules.standard(15, 64).and(PresentPassword.verifiedBy((username, password) -> {
            throw down;
        }));
        Secret typed = Secret.of("la canción de mayo");
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> broken.judge(typed, typed, "ana", List.of()))
                .isSameAs(down);
    }

    private Judgement judge(String password, String username) {
        return rules.judge(Secret.of(password), Secret.of(password), username, List.of());
    }
}
