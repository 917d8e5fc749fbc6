package org.recupera.examples.portal;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A mail server that does to each mail what it is told, and keeps what it took. */
final class FaultySmtp implements AutoCloseable {

    /** What becomes of a mail. */
    enum Fault {
        /** Taken and acknowledged. */
        NONE,
        /** Refused for now. */
        REFUSE,
        /** Refused for good. */
        REJECT,
        /** Read, and no word after that until the client gives up. */
        STALL,
        /** Read, forgotten, and the connection closed. */
        DROP_AFTER_DATA,
        /** Taken, and the connection closed before the client hears of it. */
        TAKE_AND_DROP,
        /** Taken, and acknowledged once {@link #release} was called. */
        HOLD
    }

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ServerSocket listener;
    private final ExecutorService connections = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "faulty-smtp");
        thread.setDaemon(true);
        return thread;
    });
    private final List<TakenMail> taken = new CopyOnWriteArrayList<>();
    private final List<TakenMail> turnedAway = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Function<String, Fault> plan = address -> Fault.NONE;

    private FaultySmtp(ServerSocket listener) {
        this.listener = listener;
    }

    static FaultySmtp start() throws IOException {
        FaultySmtp server = new FaultySmtp(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        server.connections.execute(server::listen);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Says by recipient what becomes of each mail from now on. */
    void plan(Function<String, Fault> plan) {
        this.plan = plan;
    }

    /** Lets those go that are held, now and later. */
    void release() {
        released.countDown();
    }

    /** Every mail that was taken, in that order, doubled ones as often as they came. */
    List<TakenMail> taken(String address) {
        return taken.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** Every mail that was refused or rejected. */
    List<TakenMail> turnedAway(String address) {
        return turnedAway.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The last mail of a kind, once there is one. */
    TakenMail awaitMail(String address, Predicate<TakenMail> kind) {
        List<TakenMail> mails = await("a mail to " + address)
                .atMost(PATIENCE)
                .until(() -> taken(address).stream().filter(kind).toList(), all -> !all.isEmpty());
        return mails.get(mails.size() - 1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        connections.shutdownNow();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                connections.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end of the test.
            connections.shutdown();
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            new Conversation(in, client.getOutputStream()).hold();
        } catch (IOException gone) {
            // Killed in the middle of a word.
            return;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection. */
    private final class Conversation {

        private final BufferedReader in;
        private final OutputStream out;
        private @Nullable String recipient;

        Conversation(BufferedReader in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void hold() throws IOException, InterruptedException {
            say("220 localhost");
            boolean goesOn = true;
            for (String line = in.readLine(); line != null && goesOn; line = goesOn ? in.readLine() : null) {
                goesOn = answer(line);
            }
        }

        private boolean answer(String line) throws IOException, InterruptedException {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:")) {
                recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            }
            if (command.equals("DATA")) {
                say("354 go on");
                TakenMail mail = TakenMail.read(String.valueOf(recipient), data());
                return end(mail, plan.apply(mail.to()));
            }
            say(command.equals("QUIT") ? "221 bye" : "250 localhost");
            return !command.equals("QUIT");
        }

        private boolean end(TakenMail mail, Fault fault) throws IOException, InterruptedException {
            switch (fault) {
                case NONE -> {
                    taken.add(mail);
                    say("250 taken");
                }
                case REFUSE -> {
                    turnedAway.add(mail);
                    say("451 4.3.2 later");
                }
                case REJECT -> {
                    turnedAway.add(mail);
                    say("554 5.7.1 never");
                }
                case STALL -> in.readLine();
                case TAKE_AND_DROP -> taken.add(mail);
                case HOLD -> {
                    taken.add(mail);
                    released.await();
                    say("250 taken at last");
                }
                case DROP_AFTER_DATA -> {
                    return false;
                }
            }
            return fault != Fault.TAKE_AND_DROP && fault != Fault.STALL;
        }

        private String data() throws IOException {
            StringBuilder data = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new IOException("the client is gone");
                }
                data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            return data.toString();
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
