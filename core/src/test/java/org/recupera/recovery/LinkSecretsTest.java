package org.recupera.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkSecretsTest {

    private static final Account ANA = Account.named(new AccountId("17"), "ana")
            .email("ana@empresa.example")
            .passwordVersion("1")
            .build();

    private final Keys keys = Keys.of(KeyRing.ephemeral(new SecureRandom()));
    private final LinkSecrets secrets = new LinkSecrets(keys, new SecureRandom());
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
    void a_token_is_of_one_portal_and_one_account() {
        Link elsewhere = Link.made(
                new PortalId("other"),
                link.selector(),
                link.keyId(),
                link.purpose(),
                link.account(),
                link.binding(),
                Instant.EPOCH);
        Link somebodyElses = Link.made(
                link.portal(),
                link.selector(),
                link.keyId(),
                link.purpose(),
                new AccountId("18"),
                link.binding(),
                Instant.EPOCH);

        assertThat(secrets.isTokenOf(token, elsewhere)).isFalse();
        assertThat(secrets.isTokenOf(token, somebodyElses)).isFalse();
    }

    @Test
    void a_selector_is_128_bits_of_the_given_source_and_nothing_else() {
        byte[] drawn = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        SecureRandom counted = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(drawn, 0, bytes, 0, bytes.length);
                drawn[bytes.length - 1]++;
            }
        };
        LinkSecrets making = new LinkSecrets(keys, counted);

        Link first = making.make(new PortalId("portal"), ANA, Instant.EPOCH);
        assertThat(first.selector()).isEqualTo("000g40r40m30e209185gr38e1w");
        Link second = making.make(new PortalId("portal"), ANA, Instant.EPOCH);
        assertThat(second.selector()).isEqualTo("000g40r40m30e209185gr38e20");
        assertThat(secretOf(making, second)).hasSize(52).isNotEqualTo(secretOf(making, first));
    }

    private static String secretOf(LinkSecrets making, Link made) {
        return LinkToken.parse(making.tokenOf(made).orElseThrow()).orElseThrow().secret();
    }

    @Test
    void a_token_names_the_key_of_its_link() {
        LinkToken renamed = new LinkToken("zz", token.selector(), token.secret());

        assertThat(secrets.isTokenOf(renamed, link)).isFalse();
    }

    @Test
    void without_its_key_a_link_has_no_token() {
        LinkSecrets others = new LinkSecrets(Keys.of(KeyRing.ephemeral(new SecureRandom())), new SecureRandom());

        assertThat(others.tokenOf(link)).isEmpty();
        assertThat(others.isTokenOf(token, link)).isFalse();
        assertThat(others.isBoundTo(link, ANA)).isFalse();
    }

    @Test
    void a_link_is_made_of_one_ring_however_often_another_takes_its_place() throws Exception {
        KeyRing first = keys.ring();
        KeyRing second = first.toBuilder()
                .key("k2", Secret.of("VVAjqePTn+/w0JEkLhRzX9lQ1cVLzPA+HSr5cDPeSjA="))
                .current("k2")
                .revoked(first.currentId())
                .build();
        CountDownLatch enough = new CountDownLatch(1);
        Thread rotating = new Thread(() -> {
            while (enough.getCount() > 0) {
                keys.replace(second);
                keys.replace(first);
            }
        });
        rotating.start();
        try {
            for (int i = 0; i < 10_000; i++) {
                assertThat(secrets.make(new PortalId("portal"), ANA, Instant.EPOCH)
                                .keyId())
                        .isIn(first.currentId(), "k2");
            }
        } finally {
            enough.countDown();
            rotating.join();
        }
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
