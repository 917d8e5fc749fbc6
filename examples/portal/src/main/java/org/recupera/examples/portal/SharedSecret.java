package org.recupera.examples.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.recupera.key.KeyRing;
import org.recupera.port.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret from which links and seals are made; kept in a file when nobody gave one. */
final class SharedSecret {

    private static final int BYTES = 32;
    private static final String FILE = "recupera.secret";

    private static final Logger log = LoggerFactory.getLogger(SharedSecret.class);

    private SharedSecret() {}

    /** Refuses a secret with which no link could be made. */
    static void check(Secret secret, String source) {
        try {
            KeyRing.of(secret);
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(source + ": " + refused.getMessage(), refused);
        }
    }

    /** Reads the secret of a data folder, which is made at the first start. */
    static Secret in(Path folder, SecureRandom random) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            write(file, Base64.getEncoder().encodeToString(bytes));
            log.warn("RECUPERA_SECRET is not set: generated one into {}; keep it from others", file);
        }
        Secret secret = Secret.of(Files.readString(file).strip());
        check(secret, file.toString());
        return secret;
    }

    private static void write(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }
}
