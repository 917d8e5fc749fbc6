package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on a raw socket that does what a test says and writes down every byte.
 *
 * <p>Steps are the verbs of SMTP, {@code CONNECT} for the greeting and {@code .} for the end of the content.
 */
final class ScriptedServer implements AutoCloseable {

    /** Closes the connection instead of answering. */
    static final String DROP = "(drop)";
    /** Never answers. */
    static final String STALL = "(stall)";
    /** Answers a byte at a time, without an end. */
    static final String DRIP = "(drip)";
    /** Answers as much as it can, without an end. */
    static final String FLOOD = "(flood)";

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("CONNECT", "220 mx.example ready"),
            Map.entry("EHLO", "250-mx.example\r\n250 8BITMIME"),
            Map.entry("STARTTLS", "220 go ahead"),
            Map.entry("AUTH", "235 2.7.0 welcome"),
            Map.entry("MAIL", "250 2.1.0 ok"),
            Map.entry("RCPT", "250 2.1.5 ok"),
            Map.entry("DATA", "354 go ahead"),
            Map.entry(".", "250 2.0.0 taken"),
            Map.entry("RSET", "250 2.0.0 ok"),
            Map.entry("NOOP", "250 2.0.0 ok"),
            Map.entry("QUIT", "221 2.0.0 bye"));

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<byte[]> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final CountDownLatch ended = new CountDownLatch(1);

    private final Map<String, Deque<String>> script = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket listener;
    private final SSLContext tls;
    private final boolean implicit;
    private final Thread accepting;

    private ScriptedServer(SSLContext tls, boolean implicit) {
        this.tls = tls;
        this.implicit = implicit;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = daemon(this::accept);
    }

    static ScriptedServer plain() {
        return new ScriptedServer(null, false);
    }

    static ScriptedServer withStartTls(SSLContext tls) {
        return new ScriptedServer(tls, false).on("EHLO", "250-mx.example\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN");
    }

    static ScriptedServer withImplicitTls(SSLContext tls) {
        return new ScriptedServer(tls, true).on("EHLO", "250-mx.example\r\n250 AUTH PLAIN LOGIN");
    }

    /** The answers to a step, one after the other; the last one stays. Null is the usual answer. */
    ScriptedServer on(String step, String... answers) {
        Deque<String> queue = new ArrayDeque<>();
        for (String answer : answers) {
            queue.add(answer == null ? USUAL.get(step) : answer);
        }
        script.put(step, queue);
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends every connection, as a server does with idle ones. */
    void dropAll() {
        open.forEach(ScriptedServer::close);
    }

    /** Ends the server; whoever connects afterwards is refused. */
    @Override
    public void close() {
        closing.countDown();
        try {
            listener.close();
            // The port listens on until the thread that accepts has let go of it.
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket plain) {
        try {
            Socket socket = implicit ? secured(plain) : plain;
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (!answer("CONNECT", socket)) {
                return;
            }
            for (String line = line(in); line != null; line = line(in)) {
                commands.add(line);
                String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                String reply = next(verb);
                if (!answerWith(reply, socket) || verb.equals("QUIT")) {
                    return;
                }
                if (verb.equals("STARTTLS") && reply.startsWith("220")) {
                    socket = secured(plain);
                    in = new BufferedInputStream(socket.getInputStream());
                } else if (verb.equals("DATA") && reply.startsWith("354")) {
                    messages.add(content(in));
                    if (!answer(".", socket)) {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            // The other side may leave whenever it likes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(plain);
            close(plain);
            ended.countDown();
        }
    }

    private boolean answer(String step, Socket socket) throws IOException, InterruptedException {
        return answerWith(next(step), socket);
    }

    private boolean answerWith(String reply, Socket socket) throws IOException, InterruptedException {
        switch (reply) {
            case DROP -> {
                return false;
            }
            case STALL -> {
                closing.await();
                return false;
            }
            case DRIP -> {
                do {
                    socket.getOutputStream().write('2');
                } while (!closing.await(20, TimeUnit.MILLISECONDS));
                return false;
            }
            case FLOOD -> {
                byte[] much = "2".repeat(8_192).getBytes(US_ASCII);
                while (!socket.isClosed()) {
                    socket.getOutputStream().write(much);
                }
                return false;
            }
            default -> {
                if (closing.getCount() == 0) {
                    return false;
                }
                socket.getOutputStream().write((reply + "\r\n").getBytes(UTF_8));
                socket.getOutputStream().flush();
                return true;
            }
        }
    }

    private String next(String step) {
        Deque<String> queue = script.get(step);
        if (queue == null) {
            return USUAL.getOrDefault(step, "500 5.5.1 what?");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.poll() : queue.peek();
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
        return null;
    }

    /** The bytes as they came, the dots that transparency doubled included, without the final one. */
    private static byte[] content(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        String end = "\r\n.\r\n";
        for (int b = in.read(); b >= 0; b = in.read()) {
            all.write(b);
            if (b == '\n' && all.toString(ISO_8859_1).endsWith(end)) {
                byte[] bytes = all.toByteArray();
                return Arrays.copyOf(bytes, bytes.length - 3);
            }
        }
        throw new IOException("no end of the content");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closed is closed.
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
