package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.key.Base32;
import org.recupera.port.Secret;
import org.recupera.port.TokenStore;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.PasswordRecovery;

/** What somebody learns who presents what was never mailed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PresentedTokenTest {

    private final TestPortal portal = new TestPortal();
    private final Recupera recupera = portal.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "null", "%", "' OR '1'='1", "{\"$ne\":1}", "k1.abc.def.ghi", "\ud800"})
    void what_is_no_token_reaches_no_store(String text) {
        TokenStore unasked = mock(TokenStore.class);
        PasswordRecovery passwords = portal.builder().tokens(unasked).build().passwords();
        for (Secret token : List.of(Secret.of(text), Secret.of(text + "0".repeat(10_000_000)))) {
            assertRefused(passwords, token, LinkRefusal.DAMAGED);
        }
        verifyNoInteractions(unasked);
    }

    @Test
    void a_right_selector_with_another_secret_is_unknown_whatever_became_of_the_link() {
        Secret token = portal.linkFor(recupera);
        assertRefused(withAnotherSecret(token), LinkRefusal.UNKNOWN);
        portal.pass(Duration.ofMinutes(11));
        Secret newer = portal.linkFor(recupera);
        assertRefused(withAnotherSecret(token), LinkRefusal.UNKNOWN);
        portal.pass(Duration.ofHours(1));
        assertRefused(withAnotherSecret(newer), LinkRefusal.UNKNOWN);
        Secret last = portal.linkFor(recupera);
        TestPortal.change(recupera.passwords(), last);
        assertRefused(withAnotherSecret(last), LinkRefusal.UNKNOWN);

        assertRefused(token, LinkRefusal.REPLACED);
        assertRefused(newer, LinkRefusal.EXPIRED);
        assertRefused(last, LinkRefusal.USED);
    }

    /** One that is whole: its checksum is that of what stands in it. */
    private static Secret withAnotherSecret(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        String secret = (parts[2].startsWith("0") ? "1" : "0") + parts[2].substring(1);
        String body = parts[0] + '.' + parts[1] + '.' + secret;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII));
            return Secret.of(body + '.' + Base32.encode(digest).substring(0, parts[3].length()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void assertRefused(Secret token, LinkRefusal reason) {
        assertRefused(recupera.passwords(), token, reason);
    }

    private static void assertRefused(PasswordRecovery passwords, Secret token, LinkRefusal reason) {
        for (Object outcome : List.of(passwords.open(token), TestPortal.change(passwords, token))) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(reason));
        }
    }
}
