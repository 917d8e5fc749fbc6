package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyRing;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Secret;

/** Keys added, made current and revoked on two running processes that share a PostgreSQL, with links under way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysAcrossProcessesTest {

    private static final String FIRST = "secret " + secret(1);
    private static final String FIRST_ID = KeyRing.of(Secret.of(secret(1))).currentId();
    private static final String ADDED = FIRST + "; key k2 " + secret(2);
    private static final String ROTATED = ADDED + "; current k2";
    private static final String REVOKED = ROTATED + "; revoked " + FIRST_ID;

    private final TestDatabase database = Postgres.newDatabase().withSchema();
    private final PortalTable accounts = PortalTable.in(database, "TIMESTAMP", "");

    @BeforeEach
    void enrol() {
        for (String name : new String[] {"ana", "berta", "carla", "dora", "elena"}) {
            accounts.enrol(
                    Account.named(new AccountId("0"), name)
                            .email(name + "@empresa.example")
                            .build(),
                    "plain:la clave de antes");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void links_go_from_one_process_to_the_other_while_keys_rotate_and_die_at_once_when_theirs_is_revoked()
            throws IOException {
        try (Node a = new Node(database, FIRST);
                Node b = new Node(database, FIRST)) {
            String anas = mailed(a, b, "ana");
            String bertas = mailed(b, a, "berta");
            String bertasSubject = b.answer("subject");

            a.answer("keys " + ADDED);
            String carlas = mailed(a, b, "carla");
            b.answer("keys " + ADDED);
            assertThat(keyIdOf(carlas)).isEqualTo(FIRST_ID);
            assertThat(b.answer("change " + carlas + " una clave nueva y larga"))
                    .isEqualTo("Changed");
            assertThat(a.answer("open " + carlas)).isEqualTo("USED");

            assertThat(a.answer("keys " + ROTATED)).contains("current=k2");
            String doras = mailed(b, a, "dora");
            assertThat(keyIdOf(doras)).isEqualTo("k2");
            assertThat(b.answer("open " + doras)).isEqualTo("Open");
            assertThat(b.answer("change " + doras + " una clave nueva y larga")).isEqualTo("Changed");
            assertThat(b.answer("request elena")).isEqualTo("Accepted");
            b.answer("keys " + ROTATED);
            assertThat(b.answer("open " + anas)).isEqualTo("Open");
            assertThat(b.answer("change " + anas + " una clave nueva y larga")).isEqualTo("Changed");

            assertThat(a.answer("open " + bertas)).isEqualTo("Open");
            assertThat(a.answer("keys " + REVOKED)).contains("keys=k2").contains("revoked=" + FIRST_ID);
            assertThat(a.answer("open " + bertas)).isEqualTo("UNKNOWN");
            b.answer("keys " + REVOKED);
            assertThat(b.answer("open " + bertas)).isEqualTo("UNKNOWN");
            assertThat(b.answer("change " + bertas + " una clave nueva y larga"))
                    .isEqualTo("UNKNOWN");

            String elenas = a.answer("drain");
            assertThat(keyIdOf(elenas))
                    .as("accepted under the key that is revoked")
                    .isEqualTo("k2");
            assertThat(b.answer("open " + elenas)).isEqualTo("Open");
            String again = mailed(a, b, "berta");
            assertThat(keyIdOf(again)).isEqualTo("k2");
            assertThat(a.answer("subject")).isEqualTo(bertasSubject);
            assertThat(b.answer("change " + again + " otra clave nueva y larga"))
                    .isEqualTo("Changed");
            assertThat(a.answer("drain")).as("nothing waits, nothing is dead").isEmpty();
        }
    }

    /** Asked for on one process, decided and mailed by the other. */
    private static String mailed(Node asked, Node worker, String username) throws IOException {
        assertThat(asked.answer("request " + username)).isEqualTo("Accepted");
        String link = worker.answer("drain");
        assertThat(link).matches("[0-9a-z]+(\\.[0-9a-z]+){3}");
        return link;
    }

    private static String keyIdOf(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    private static String secret(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A process with a {@link PortalNode} in it. */
    private static final class Node implements AutoCloseable {

        private final Process process;
        private final BufferedWriter to;
        private final BufferedReader from;

        Node(TestDatabase database, String keys) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            PortalNode.class.getName(),
                            database.url(),
                            database.user())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            to = process.outputWriter(StandardCharsets.US_ASCII);
            from = process.inputReader(StandardCharsets.US_ASCII);
            assertThat(answer(keys)).isEqualTo("ready");
        }

        String answer(String line) throws IOException {
            to.write(line);
            to.newLine();
            to.flush();
            String answer = from.readLine();
            assertThat(answer).as("what the process answers to: %s", line).isNotNull();
            return answer;
        }

        /** The end of its input ends it. */
        @Override
        public void close() throws IOException {
            to.close();
            try {
                assertThat(process.onExit()
                                .orTimeout(1, TimeUnit.MINUTES)
                                .join()
                                .exitValue())
                        .isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
