package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.Recupera;
import org.recupera.key.Base32;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemorySessions;
import org.recupera.password.Argon2id;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.RequestOutcome;

/** What somebody who reads the library's tables learns of links, passwords, answers and what was typed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretsAtRestTest {

    private static final List<String> TABLES =
            List.of("recupera_link", "recupera_work", "recupera_attempt", "recupera_answer", "recupera_event");
    private static final Pattern TOKEN = Pattern.compile("token=([0-9a-z.]+)");
    /** Pieces of 40 bits and more do not meet by chance. */
    private static final int SHORTEST_TEXT = 8;

    private static final int SHORTEST_HEX = 12;
    private static final ClientAddress CLIENT = ClientAddress.of("192.0.2.77");
    private static final AccountId USUARIA = new AccountId("17");
    private static final Secret PASSWORD = Secret.of("canario largo y nuevo");

    private final Deque<OutgoingMail> mails = new ArrayDeque<>();
    private MailSender.Result answer = new MailSender.Result.Deferred("not yet", null);

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("H2", H2::newDatabase), Named.of("PostgreSQL", Postgres::newDatabase));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void no_table_holds_a_link_a_password_an_answer_or_what_was_typed(Supplier<TestDatabase> fresh)
            throws SQLException {
        try (TestDatabase database = fresh.get().withSchema()) {
            Recupera recupera = recupera(database);
            recupera.questions().enrol(USUARIA, Map.of("first-school", Secret.of("Escuela Canaria")));
            assertThat(recupera.passwords().request("Usuaria-Canaria", Secret.of("Liceo Canario"), CLIENT))
                    .isInstanceOf(RequestOutcome.AnswerRefused.class);
            assertThat(recupera.passwords().request("Usuaria-Canaria", Secret.of("escuela CANARIA"), CLIENT))
                    .isInstanceOf(RequestOutcome.Accepted.class);
            String accepted = dump(database);
            recupera.drain();
            String waiting = dump(database);
            Secret token = tokenIn(mails.getLast());
            answer = new MailSender.Result.Accepted();
            String open = dump(database);
            assertThat(recupera.passwords().change(token, PASSWORD, PASSWORD, CLIENT))
                    .isInstanceOf(ChangeOutcome.Changed.class);
            String changed = dump(database);
            recupera.drain();

            assertThat(accepted).as("the dump sees rows").contains("first-school", "$argon2id$");
            assertThat(waiting).as("the dump sees rows").contains("MADE", "link-mail", "MAIL_DEFERRED");
            assertThat(changed).as("the dump sees rows").contains("USED").contains("change-notice");
            for (String dump : List.of(accepted, waiting, open, changed, dump(database))) {
                assertHoldsNoneOf(dump, secretPartOf(token));
                assertThat(dump.toLowerCase(Locale.ROOT)).doesNotContain("canari", "192.0.2.77");
            }
        }
    }

    private Recupera recupera(TestDatabase database) {
        Profile profile = Profile.named("honducompras")
                .withBaseUrl(URI.create("https://portal.example"))
                .withSender(new EmailAddress("avisos@portal.example"));
        PasswordHash hash = Argon2id.standard();
        InMemoryAccounts accounts = InMemoryAccounts.hashedWith(hash);
        accounts.add(
                profile.portal(),
                Account.named(USUARIA, "usuaria-canaria")
                        .email("buzon@canaria.example")
                        .build(),
                Secret.of("la clave de antes"));
        return Recupera.forPortal(profile)
                .users(accounts)
                .passwords(accounts)
                .sessions(InMemorySessions.create())
                .storage(database.storage())
                .securityQuestions(database.storage().securityQuestions(), hash)
                .mail(mail -> {
                    mails.add(mail);
                    return answer;
                })
                .keys(KeyRing.ephemeral(new SecureRandom()))
                .listener(database.storage().eventTrail())
                .build();
    }

    private static Secret tokenIn(OutgoingMail mail) {
        Matcher token = TOKEN.matcher(mail.text());
        assertThat(token.find()).isTrue();
        return Secret.of(token.group(1));
    }

    private static String secretPartOf(Secret token) {
        return token.reveal().split("\\.", -1)[2];
    }

    /** No piece of the secret, neither as it is mailed nor as bytes. */
    private static void assertHoldsNoneOf(String dump, String secret) {
        assertThat(Stream.concat(
                                pieces(secret, SHORTEST_TEXT),
                                pieces(HexFormat.of().formatHex(bytesOf(secret)), SHORTEST_HEX))
                        .filter(dump::contains))
                .isEmpty();
    }

    private static Stream<String> pieces(String text, int length) {
        return IntStream.rangeClosed(0, text.length() - length).mapToObj(i -> text.substring(i, i + length));
    }

    private static byte[] bytesOf(String base32) {
        StringBuilder bits = new StringBuilder();
        base32.chars()
                .map(Base32.ALPHABET::indexOf)
                .forEach(digit -> bits.append(Integer.toBinaryString(32 + digit), 1, 6));
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }

    private static String dump(TestDatabase database) throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = database.node().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            dump.append(printed(rows.getObject(i))).append('\n');
                        }
                    }
                }
            }
        }
        return dump.toString();
    }

    private static String printed(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes) + '\n' + new String(bytes, StandardCharsets.ISO_8859_1)
                : String.valueOf(value);
    }
}
