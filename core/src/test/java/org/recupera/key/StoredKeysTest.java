package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.recupera.key.RandomSecrets.bytes;
import static org.recupera.key.RandomSecrets.secret;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredKeysTest {

    private static final Secret PASSWORD = Secret.of("cambieme");
    private static final KeyStore.ProtectionParameter PROTECTION =
            new KeyStore.PasswordProtection(PASSWORD.reveal().toCharArray());

    @TempDir
    Path folder;

    @Test
    void aliases_are_ids() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        put(store, "permanent", bytes(1));
        put(store, "k2", bytes(3));
        put(store, "k1", bytes(2));

        KeyRing ring = KeyRing.fromKeyStore(reopened(store), PASSWORD, "k2");

        ring.checkFollows(KeyRing.permanent(secret(1))
                .key("k1", secret(2))
                .key("k2", secret(3))
                .build());
        assertThat(ring).hasToString("KeyRing[current=k2, ids=[k1, k2], revoked=[]]");
    }

    @Test
    void a_store_is_made_with_keytool_and_certificates_in_it_are_left_alone()
            throws GeneralSecurityException, IOException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        keytool(file, "-genseckey", "-keyalg", "AES", "-keysize", "256", "-alias", "permanent");
        keytool(file, "-genseckey", "-keyalg", "AES", "-keysize", "256", "-alias", "k1");
        keytool(file, "-genkeypair", "-keyalg", "EC", "-dname", "CN=portal", "-alias", "tls");

        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.reveal().toCharArray());

        assertThat(KeyRing.fromKeyStore(store, PASSWORD, "k1").ids()).containsExactly("k1");
    }

    @Test
    void every_problem_is_named_at_once_by_its_alias() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        put(store, "k1", new byte[16]);
        put(store, "k2", new byte[32]);
        put(store, "portal-key", bytes(4));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.fromKeyStore(store, PASSWORD, "k3"))
                .satisfies(refused -> assertThat(
                                refused.getMessage().lines().skip(1).map(String::strip))
                        .satisfiesExactly(
                                line -> assertThat(line).startsWith("alias k1: the secret has 16 bytes"),
                                line -> assertThat(line)
                                        .startsWith("alias k2: ")
                                        .contains("random"),
                                line -> assertThat(line).startsWith("alias portal-key: a key id has"),
                                line -> assertThat(line)
                                        .contains("alias permanent", "keytool -genseckey", "-alias permanent"),
                                line -> assertThat(line).contains("alias k3", "keytool -genseckey", "-alias k3")));
    }

    @Test
    void a_wrong_password_and_a_store_that_is_not_loaded_are_refused() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        put(store, "permanent", bytes(1));
        put(store, "k1", bytes(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.fromKeyStore(reopened(store), Secret.of("otra"), "k1"))
                .withMessageContaining("alias permanent: the password does not open it")
                .withMessageContaining("alias k1: the password does not open it");
        KeyStore unloaded = KeyStore.getInstance("PKCS12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.fromKeyStore(unloaded, PASSWORD, "k1"))
                .withMessageContaining("not loaded");
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void put(KeyStore store, String alias, byte[] bytes) throws GeneralSecurityException {
        store.setEntry(alias, new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES")), PROTECTION);
    }

    /** As it is after it was written to a file and read. */
    private static KeyStore reopened(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        store.store(file, PASSWORD.reveal().toCharArray());
        KeyStore again = KeyStore.getInstance("PKCS12");
        again.load(
                new ByteArrayInputStream(file.toByteArray()), PASSWORD.reveal().toCharArray());
        return again;
    }

    private static void keytool(Path file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD.reveal()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
