package org.recupera.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Opens the plain socket of a connection and lets it be held. */
final class HeldSockets extends SocketFactory {

    private final HeldSocket held;

    HeldSockets(HeldSocket held) {
        this.held = held;
    }

    @Override
    public Socket createSocket() throws IOException {
        return held.hold(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return held.hold(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return held.hold(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return held.hold(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return held.hold(new Socket(host, port, from, fromPort));
    }
}
