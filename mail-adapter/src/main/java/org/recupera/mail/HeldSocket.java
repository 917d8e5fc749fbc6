package org.recupera.mail;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The one socket of a connection, within reach of the thread that watches the time.
 *
 * <p>Limits on single reads do not end a conversation with a server that sends one byte now and then; closing the
 * socket does. Jakarta Mail keeps the socket to itself and its own {@code close} waits for the very call that hangs.
 */
final class HeldSocket {

    private @Nullable Socket socket;
    private boolean cut;

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

    synchronized void readLimit(int millis) throws SocketException {
        if (socket != null) {
            socket.setSoTimeout(millis);
        }
    }
}
