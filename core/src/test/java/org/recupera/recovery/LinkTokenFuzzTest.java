package org.recupera.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** Whatever is presented: a token is read in one way, and a link opens to its own alone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkTokenFuzzTest {

    private static final LinkSecrets SECRETS = new LinkSecrets(
            Keys.of(KeyRing.of(Secret.of("q3v1T0bqXUu0H6tGm8dZ5cYw7nRkJp2sLf9eAiWxVzE="))), new FixedRandom());
    private static final Link LINK = SECRETS.make(
            new PortalId("portal"),
            Account.named(new AccountId("17"), "ana")
                    .email("ana@empresa.example")
                    .build(),
            Instant.EPOCH);
    private static final String TOKEN = SECRETS.tokenOf(LINK).orElseThrow().reveal();

    /** What the longest token and the spaces around it are given. */
    private static final int LONGEST = 200;

    /** The same selector on every run, so that what was found before is found again. */
    private static final class FixedRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            byte[] drawn = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(drawn, 0, bytes, 0, bytes.length);
        }
    }

    static Stream<String> presented() {
        String body = TOKEN.substring(0, TOKEN.lastIndexOf('.'));
        return Stream.of(
                TOKEN,
                TOKEN.toUpperCase(Locale.ROOT),
                "\u2003" + TOKEN + "\r\n",
                body,
                body + ".000000",
                TOKEN.replaceFirst("[0-9a-z]$", "0"),
                TOKEN.replace('k', '\u212A'),
                " ".repeat(LONGEST) + TOKEN);
    }

    @MethodSource("presented")
    @FuzzTest
    void only_its_own_token_opens_a_link_and_it_is_written_in_one_way(@NotNull String presented) {
        Optional<LinkToken> read = LinkToken.parse(Secret.of(presented));
        String canonical = presented.strip().toLowerCase(Locale.ROOT);

        read.ifPresent(token -> {
            assertThat(token.print().reveal()).isEqualTo(canonical);
            assertThat(LinkToken.parse(token.print())).isEqualTo(read);
            assertThat(token).asString().isEqualTo("LinkToken[redacted]");
        });
        assertThat(read.filter(token -> SECRETS.isTokenOf(token, LINK)).isPresent())
                .isEqualTo(presented.length() <= LONGEST && canonical.equals(TOKEN));
    }
}
