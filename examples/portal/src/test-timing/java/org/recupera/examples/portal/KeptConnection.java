package org.recupera.examples.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection that is kept, and as little around it as can be: its own time is noise. */
final class KeptConnection implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    private static final String END = "\r\n\r\n";

    private final Socket socket;
    private final byte[] buffer = new byte[1 << 20];

    private KeptConnection(Socket socket) {
        this.socket = socket;
    }

    static KeptConnection to(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new KeptConnection(socket);
    }

    /** Sends a request and reads the answer to its end. */
    String exchange(byte[] request) {
        try {
            socket.getOutputStream().write(request);
            return answer(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String answer(InputStream in) throws IOException {
        int filled = 0;
        int needed = Integer.MAX_VALUE;
        while (filled < needed) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new IOException("the connection ended within an answer");
            }
            filled += read;
            if (needed == Integer.MAX_VALUE) {
                needed = length(new String(buffer, 0, filled, StandardCharsets.ISO_8859_1));
            }
        }
        return new String(buffer, 0, filled, StandardCharsets.UTF_8);
    }

    private static int length(String begun) throws IOException {
        int head = begun.indexOf(END);
        if (head < 0) {
            return Integer.MAX_VALUE;
        }
        Matcher length = LENGTH.matcher(begun.substring(0, head + END.length()));
        if (!length.find()) {
            throw new IOException("an answer without its length: " + begun.substring(0, head));
        }
        return head + END.length() + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
