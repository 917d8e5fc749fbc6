package org.recupera.examples.portal.inbox;

import java.net.InetAddress;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on loopback that delivers everything to one {@link Inbox}. */
public final class InboxServer implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final SMTPServer server;

    private InboxServer(SMTPServer server) {
        this.server = server;
    }

    /**
     * Starts the server on any free port.
     *
     * @param inbox where mails go
     * @return the server
     */
    public static InboxServer start(Inbox inbox) {
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .maxMessageSize(MAX_MESSAGE_BYTES)
                .messageHandler((context, from, to, content) -> inbox.add(to, content))
                .build();
        server.start();
        return new InboxServer(server);
    }

    /**
     * The port on which it listens.
     *
     * @return the port
     */
    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }
}
