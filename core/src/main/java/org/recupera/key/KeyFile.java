package org.recupera.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.recupera.port.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads keys from a file. */
final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final int MAX_BYTES = 65_536;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private KeyFile() {}

    static KeyRing read(Path file) {
        String text = textOf(file);
        try {
            KeyRing ring = KeyText.parse(Secret.of(text));
            warnIfOpenToOthers(file);
            return ring;
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(file + ": " + refused.getMessage());
        }
    }

    private static String textOf(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read" + RootKey.HOW_TO + " > " + file, unreadable);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(file + " is longer than " + MAX_BYTES + " bytes");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** No refusal: secrets that a container is given are open to all within it, and nobody else is in there. */
    private static void warnIfOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                LOG.warn("{} is open to everybody on this machine, and holds the keys; chmod o-rwx closes it", file);
            }
        } catch (UnsupportedOperationException | IOException elsewhere) {
            LOG.debug("{}: nothing is known of its permissions", file, elsewhere);
        }
    }
}
