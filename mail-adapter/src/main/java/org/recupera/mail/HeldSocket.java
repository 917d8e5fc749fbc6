package org.recupera.mail;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one socket of a connection, within reach of those who watch its time and its size.
 *
 * <p>Limits on single reads do not end a conversation with a server that sends one byte now and then; closing the
 * socket does. Jakarta Mail keeps the socket to itself and its own {@code close} waits for the very call that hangs.
 */
final class HeldSocket {

    /** Far more than the replies of one exchange, certificates of TLS included. */
    private static final int MOST_HEARD = 1 << 20;

    private @Nullable Socket socket;
    private boolean cut;
    private long received;

    synchronized <S extends Socket> S hold(S opened) throws IOException {
        if (cut) {
            opened.close();
            throw new SocketException("closed before it was connected");
        }
        socket = opened;
        return opened;
    }

    synchronized void cut() {
        cut = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyBroken) {
                // Nothing is left to close.
            }
        }
    }

    synchronized boolean isCut() {
        return cut;
    }

    synchronized void readLimit(Duration limit) {
        if (socket != null) {
            try {
                socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            } catch (SocketException alreadyClosed) {
                // Then no read waits either.
            }
        }
    }

    /** Starts to count what the server says. */
    synchronized void listenAnew() {
        received = 0;
    }

    /** Counts what the server said: a reply without an end, even from somebody on the way, must not fill the memory. */
    synchronized void heard(int bytes) throws IOException {
        received += bytes;
        if (received > MOST_HEARD) {
            throw new IOException("the server says more than " + MOST_HEARD + " bytes");
        }
    }
}
