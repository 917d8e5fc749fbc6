package org.recupera.examples.portal;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request as no well-behaved client would send it. */
final class RawRequest {

    private RawRequest() {}

    static String get(String address, String target) throws IOException {
        return get(address, target, "localhost");
    }

    static String get(String address, String target, String host) throws IOException {
        return send(address, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    /** The first so many bytes of a form that never comes whole, on a connection that stays open. */
    static Socket beginForm(String address, String target) throws IOException {
        URI uri = URI.create(address);
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream()
                .write(("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nusuario=comp")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String send(String address, String request) throws IOException {
        URI uri = URI.create(address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
