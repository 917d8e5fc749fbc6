package org.recupera.clamav;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.recupera.port.PortException;

/**
 * A clamd of the tests' own, in the foreground, with signatures of its own and nothing of this machine's configuration.
 *
 * <p>It knows two things: {@link #MARKER} anywhere in a file, and one file by its digest.
 */
final class RealClamd implements Closeable {

    /** Harmless, and unlikely to be anywhere else. */
    static final String MARKER = "recupera: this is what the scanner is looking for";

    static final int STREAM_MAX_LENGTH = 1 << 20;

    private static final String PROGRAM = "/usr/sbin/clamd";

    private final Process process;
    private final Path directory;
    private final int port;

    private RealClamd(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    static RealClamd started(Path directory, byte[] knownFile) {
        try {
            int port = freePort();
            RealClamd clamd = new RealClamd(start(directory, knownFile, port), directory, port);
            clamd.awaitPong();
            return clamd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(Path directory, byte[] knownFile, int port) throws IOException {
        Path signatures = Files.createDirectory(directory.resolve("signatures"));
        String marker = HexFormat.of().formatHex(MARKER.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(signatures.resolve("own.ndb"), "Recupera.Marker:0:*:" + marker + "\n");
        Files.writeString(
                signatures.resolve("own.hsb"),
                sha256(knownFile) + ":" + knownFile.length + ":Recupera.Known-File:73\n");
        Path configuration = Files.writeString(directory.resolve("clamd.conf"), """
                Foreground yes
                DatabaseDirectory %s
                TemporaryDirectory %s
                LocalSocket %s
                TCPSocket %d
                TCPAddr 127.0.0.1
                StreamMaxLength %d
                """.formatted(
                        signatures, directory, socketIn(directory), port, STREAM_MAX_LENGTH));
        return new ProcessBuilder(PROGRAM, "--config-file=" + configuration)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("clamd.log").toFile())
                .start();
    }

    private void awaitPong() {
        try {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsMatching(PortException.class::isInstance)
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("clamd ended: " + log());
                        }
                        tcp().build().ping();
                        unix().build().ping();
                        return true;
                    });
        } catch (RuntimeException neverCame) {
            close();
            throw neverCame;
        }
    }

    ClamdScanner.Builder tcp() {
        return ClamdScanner.tcp("127.0.0.1", port).maxBytes(STREAM_MAX_LENGTH);
    }

    ClamdScanner.Builder unix() {
        return ClamdScanner.unix(socketIn(directory)).maxBytes(STREAM_MAX_LENGTH);
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("clamd.log"));
    }

    private static Path socketIn(Path directory) {
        return directory.resolve("clamd.ctl");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
