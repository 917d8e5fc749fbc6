package org.recupera.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket whose incoming bytes are counted, below TLS where there is any. */
final class HeardSocket extends Socket {

    private final HeldSocket held;

    HeardSocket(HeldSocket held) {
        this.held = held;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                held.heard(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                held.heard(Math.max(count, 0));
                return count;
            }
        };
    }
}
