package org.recupera.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyRing;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.PortalId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkSecretsTest {

    private static final Account ANA = Account.named(new AccountId("17"), "ana")
            .email("ana@empresa.example")
            .passwordVersion("1")
            .build();

    private final KeyRing ring = KeyRing.ephemeral(new SecureRandom());
    private final LinkSecrets secrets = new LinkSecrets(ring, new SecureRandom());
    private final Link link = secrets.make(new PortalId("portal"), ANA, Instant.EPOCH);
    private final LinkToken token =
            LinkToken.parse(secrets.tokenOf(link).orElseThrow()).orElseThrow();

    @Test
    void a_token_belongs_to_its_link_alone() {
        Link another = secrets.make(new PortalId("portal"), ANA, Instant.EPOCH);

        assertThat(secrets.isTokenOf(token, link)).isTrue();
        assertThat(secrets.isTokenOf(token, another)).isFalse();
    }

    @Test
    void a_token_names_the_key_of_its_link() {
        LinkToken renamed = new LinkToken("zz", token.selector(), token.secret());

        assertThat(secrets.isTokenOf(renamed, link)).isFalse();
    }

    @Test
    void without_its_key_a_link_has_no_token() {
        LinkSecrets others = new LinkSecrets(KeyRing.ephemeral(new SecureRandom()), new SecureRandom());

        assertThat(others.tokenOf(link)).isEmpty();
        assertThat(others.isTokenOf(token, link)).isFalse();
        assertThat(others.isBoundTo(link, ANA)).isFalse();
    }

    @Test
    void another_address_or_password_breaks_the_binding_and_nothing_else_does() {
        assertThat(secrets.isBoundTo(link, ANA.toBuilder().displayName("Ana").build()))
                .isTrue();
        assertThat(secrets.isBoundTo(link, ANA.toBuilder().passwordVersion("2").build()))
                .isFalse();
        assertThat(secrets.isBoundTo(
                        link, ANA.toBuilder().email("ana@otra.example").build()))
                .isFalse();
        assertThat(secrets.isBoundTo(link, ANA.toBuilder().email(null).build())).isFalse();
    }
}
