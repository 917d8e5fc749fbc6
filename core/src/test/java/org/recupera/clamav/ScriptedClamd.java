package org.recupera.clamav;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A clamd that does what a test tells it, well or badly, to each that connects. */
final class ScriptedClamd implements Closeable {

    /** What happens on one connection, which is closed at the end. */
    interface Script {
        void serve(Caller caller) throws IOException, InterruptedException;
    }

    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();

    private ScriptedClamd(ServerSocketChannel server, Script script) {
        this.server = server;
        threads.execute(() -> accept(script));
    }

    static ScriptedClamd tcp(Script script) {
        return listening(ServerSocketChannel::open, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
    }

    static ScriptedClamd unix(Path socket, Script script) {
        return listening(
                () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX),
                UnixDomainSocketAddress.of(socket),
                script);
    }

    private interface Opening {
        ServerSocketChannel open() throws IOException;
    }

    private static ScriptedClamd listening(Opening opening, SocketAddress address, Script script) {
        try {
            ServerSocketChannel server = opening.open();
            return new ScriptedClamd(server.bind(address), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Waits until a caller has hung up or its script has ended. */
    void awaitEnd() throws InterruptedException {
        ended.take();
    }

    private void accept(Script script) {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                threads.execute(() -> serve(channel, script));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(SocketChannel channel, Script script) {
        try (channel) {
            script.serve(new Caller(channel));
        } catch (IOException | InterruptedException hungUp) {
            // What the caller makes of it is what the test looks at.
        } finally {
            ended.add(true);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** One that connected. */
    static final class Caller {

        private final DataInputStream in;
        private final OutputStream out;

        private Caller(SocketChannel channel) {
            this.in = new DataInputStream(Channels.newInputStream(channel));
            this.out = Channels.newOutputStream(channel);
        }

        /** What comes before the next zero byte, which must come. */
        String command() throws IOException {
            ByteArrayOutputStream command = new ByteArrayOutputStream();
            for (int next = in.readUnsignedByte(); next != 0; next = in.readUnsignedByte()) {
                command.write(next);
            }
            return command.toString(StandardCharsets.US_ASCII);
        }

        /** All chunks up to the empty one. */
        byte[] content() throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                byte[] chunk = in.readNBytes(length);
                if (length < 0 || chunk.length < length) {
                    throw new EOFException();
                }
                content.writeBytes(chunk);
            }
            return content.toByteArray();
        }

        /** As clamd does: the command is taken and the content heard to its end. */
        byte[] scanned() throws IOException {
            if (!command().equals("zINSTREAM")) {
                throw new IOException("not the command");
            }
            return content();
        }

        void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Keeps silent until the caller hangs up. */
        void waitForEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
