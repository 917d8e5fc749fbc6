package org.recupera.clamav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A connection for one command.
 *
 * <p>Without blocking, because only so a Unix socket can have time limits, and because clamd may answer and hang up
 * while content is still being sent.
 */
final class ClamdConnection implements AutoCloseable {

    private static final int LONGEST_REPLY = 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final ClamdTimeouts timeouts;
    private final long end;

    private ClamdConnection(SocketChannel channel, Selector selector, ClamdTimeouts timeouts) {
        this.channel = channel;
        this.selector = selector;
        this.timeouts = timeouts;
        this.end = System.nanoTime() + timeouts.overall().toNanos();
    }

    @SuppressWarnings("resource") // The connection closes what it is given.
    static ClamdConnection to(SocketAddress address, ClamdTimeouts timeouts) throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            channel.configureBlocking(false);
            ClamdConnection connection = new ClamdConnection(channel, Selector.open(), timeouts);
            try {
                connection.connect(address);
                return connection;
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(SocketAddress address) throws IOException {
        channel.register(selector, 0);
        if (!channel.connect(address)) {
            await(SelectionKey.OP_CONNECT, timeouts.connect());
            channel.finishConnect();
        }
    }

    /** Sends all there is and hears the reply, which may come earlier. */
    ClamdReply ask(Outgoing outgoing) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        Optional<ByteBuffer> sending = outgoing.next();
        boolean hungUp = false;
        while (heard.size() <= LONGEST_REPLY) {
            boolean writes = sending.isPresent() && !hungUp;
            SelectionKey key = await(
                    writes ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ, timeouts.idle());
            if (key.isReadable() && !hear(heard)) {
                break;
            }
            if (writes && key.isWritable()) {
                hungUp = !send(sending.get());
                if (!sending.get().hasRemaining()) {
                    sending = outgoing.next();
                }
            }
        }
        return reply(heard, sending.isPresent());
    }

    /** Whether more may come. */
    private boolean hear(ByteArrayOutputStream heard) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_REPLY);
        int count = channel.read(buffer);
        for (int i = 0; i < count; i++) {
            heard.write(buffer.get(i));
        }
        return count >= 0 && heard.toString(StandardCharsets.ISO_8859_1).indexOf('\0') < 0;
    }

    /** Whether the other side still takes anything; when it does not, it may have said why. */
    private boolean send(ByteBuffer bytes) {
        try {
            channel.write(bytes);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static ClamdReply reply(ByteArrayOutputStream heard, boolean early) {
        String all = heard.toString(StandardCharsets.ISO_8859_1);
        boolean whole = all.indexOf('\0') >= 0 && all.indexOf('\0') == all.length() - 1;
        return new ClamdReply(whole ? all.substring(0, all.length() - 1) : all, whole, early);
    }

    private SelectionKey await(int operations, Duration limit) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        key.interestOps(operations);
        long left = Math.min(limit.toNanos(), end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("not done within " + timeouts.overall());
        }
        // Rounded up: a limit of zero would be none.
        boolean ready = selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1) > 0;
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (!ready) {
            throw new SocketTimeoutException("nothing moved for " + Duration.ofNanos(left));
        }
        return key;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
