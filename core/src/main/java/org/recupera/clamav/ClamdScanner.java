package org.recupera.clamav;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.PortException;

/**
 * Has files scanned by ClamAV's daemon, with its command {@code INSTREAM}.
 *
 * <pre>{@code
 * AttachmentScanner scanner = ClamdScanner.unix(Path.of("/run/clamav/clamd.ctl")).build();
 * }</pre>
 *
 * <p>Each scan has a connection of its own, and every wait a limit. Only the two replies that clamd documents for a
 * scanned stream are verdicts (clamd(8)); everything else is {@link AttachmentScanner.Verdict.Undecided}, with a reason
 * that begins with {@code clamd:}. clamd's {@code Heuristics.Limits.Exceeded} is no malware and counts as undecided too.
 *
 * <p><b>Limits.</b> clamd says OK to files at which it did not look because of their size. So {@link
 * Builder#maxBytes} must not be above {@code StreamMaxLength}, {@code MaxFileSize} and {@code MaxScanSize} of
 * {@code clamd.conf}; its default is below theirs in every release. {@code AlertExceedsMax yes} has clamd tell of what
 * it left out inside a file as well.
 *
 * <p>clamd speaks neither TLS nor passwords: use a Unix socket or loopback, or a network that is the portal's own. A
 * host's name is looked up at each scan, within the resolver's own limits.
 *
 * <p>Safe for use by several threads at once; building does no I/O.
 */
public final class ClamdScanner implements AttachmentScanner {

    private static final int MOST_PORT = 65_535;

    private final Supplier<SocketAddress> address;
    private final long maxBytes;
    private final ClamdTimeouts timeouts;

    private ClamdScanner(Builder builder) {
        this.address = builder.address;
        this.maxBytes = builder.maxBytes;
        this.timeouts = builder.timeouts;
    }

    /**
     * A clamd that listens on a TCP port.
     *
     * @param host its name or address
     * @param port its {@code TCPSocket}; 3310 as a rule
     * @return a builder
     * @throws IllegalArgumentException when they are no host and port
     */
    public static Builder tcp(String host, int port) {
        if (host.isBlank() || port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("clamd listens on a host and a port of 1 to " + MOST_PORT);
        }
        return new Builder(() -> new InetSocketAddress(host, port));
    }

    /**
     * A clamd of the same machine that listens on a Unix socket.
     *
     * @param socket its {@code LocalSocket}
     * @return a builder
     */
    public static Builder unix(Path socket) {
        return new Builder(() -> UnixDomainSocketAddress.of(socket));
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }

    @Override
    public Verdict scan(InputStream content, long size) {
        if (size > maxBytes) {
            return new Verdict.Undecided("clamd: " + size + " bytes are more than it looks at", null);
        }
        try (ClamdConnection connection = ClamdConnection.to(address.get(), timeouts)) {
            return connection.ask(new ContentStream(content, size)).verdict();
        } catch (IOException | RuntimeException broken) {
            return new Verdict.Undecided("clamd: " + broken, broken);
        }
    }

    /**
     * Asks clamd whether it is there, for a health page.
     *
     * <p>Takes no longer than the connection and one idle time.
     *
     * @throws PortException when it does not answer as it should
     */
    public void ping() {
        try (ClamdConnection connection = ClamdConnection.to(address.get(), timeouts.overall(timeouts.idle()))) {
            if (!connection.ask(Outgoing.command("PING")).is("PONG")) {
                throw new PortException("clamd: another answer to PING than PONG", null);
            }
        } catch (IOException | RuntimeException broken) {
            throw broken instanceof PortException said ? said : new PortException("clamd: no answer to PING", broken);
        }
    }

    /** Where clamd is, and what to expect of it. */
    public static final class Builder {

        private static final long MIB = 1 << 20;

        private final Supplier<SocketAddress> address;
        private long maxBytes = 25 * MIB;
        private ClamdTimeouts timeouts = ClamdTimeouts.STANDARD;

        private Builder(Supplier<SocketAddress> address) {
            this.address = address;
        }

        /**
         * The largest file that clamd is given.
         *
         * @param limit at least 1; the smallest of clamd's {@code StreamMaxLength}, {@code MaxFileSize} and
         *     {@code MaxScanSize} at most. 25 MiB unless told otherwise
         * @return this
         * @throws IllegalArgumentException when it is below 1
         */
        public Builder maxBytes(long limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("a scanner that looks at nothing is none");
            }
            maxBytes = limit;
            return this;
        }

        /**
         * How long the connection may take.
         *
         * @param limit 10 ms to 10 min; 5 s unless told otherwise
         * @return this
         * @throws IllegalArgumentException when it is outside its bounds
         */
        public Builder connectTimeout(Duration limit) {
            timeouts = timeouts.connect(limit);
            return this;
        }

        /**
         * How long nothing may move, in either direction; while clamd scans, nothing does.
         *
         * @param limit 10 ms to 10 min; 30 s unless told otherwise
         * @return this
         * @throws IllegalArgumentException when it is outside its bounds
         */
        public Builder idleTimeout(Duration limit) {
            timeouts = timeouts.idle(limit);
            return this;
        }

        /**
         * How long one scan may take in all, the connection included.
         *
         * @param limit 10 ms to 10 min; 60 s unless told otherwise
         * @return this
         * @throws IllegalArgumentException when it is outside its bounds
         */
        public Builder scanTimeout(Duration limit) {
            timeouts = timeouts.overall(limit);
            return this;
        }

        /**
         * Builds the scanner, without asking clamd anything.
         *
         * @return the scanner
         */
        public ClamdScanner build() {
            return new ClamdScanner(this);
        }
    }
}
