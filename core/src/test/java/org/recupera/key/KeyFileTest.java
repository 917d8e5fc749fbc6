package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.recupera.key.RandomSecrets.secret;
import static org.recupera.key.RandomSecrets.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_holds_one_secret_or_several_lines() throws IOException {
        Path one = write(text(1) + "\n");
        Path several = write("\uFEFF# año 2026\r\nsecret " + text(1) + "\r\nkey k2 " + text(2) + "\r\ncurrent k2\r\n");

        assertThat(KeyRing.read(one).currentId())
                .isEqualTo(KeyRing.of(secret(1)).currentId());
        assertThat(KeyRing.read(several).currentId()).isEqualTo("k2");
    }

    @Test
    void a_file_that_is_missing_too_long_or_refused_is_named() throws IOException {
        Path missing = folder.resolve("none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.read(missing))
                .withMessageContaining(missing.toString())
                .withMessageContaining("openssl rand -base64 32 > ")
                .withCauseInstanceOf(IOException.class);

        Path refused = write("secret " + text(1) + "\nkey k2 short");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.read(refused))
                .withMessageStartingWith(refused + ": ")
                .withMessageContaining("line 2: ");

        Path endless = write("#".repeat(70_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.read(endless))
                .withMessageStartingWith(endless.toString())
                .withMessageContaining("65536");
    }

    /** A container's secrets are open to all in it by default, so this is no reason to refuse them. */
    @ParameterizedTest
    @CsvSource({"rw-------, false", "rw-r-----, false", "rw-r--r--, true", "rw-----w-, true"})
    void a_file_that_is_open_to_everybody_is_read_with_a_warning(String permissions, boolean open) throws IOException {
        Path file = write(text(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        String printed = printedWhile(() -> KeyRing.read(file));

        assertThat(printed.contains("WARN") && printed.contains(file + " is open to everybody"))
                .isEqualTo(open);
        assertThat(printed).doesNotContain(text(1).substring(0, 8));
    }

    private static String printedWhile(Runnable step) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            step.run();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "keys", ".txt"), text, StandardCharsets.UTF_8);
    }
}
