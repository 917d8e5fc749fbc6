package org.recupera.examples.portal.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page answers.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param body writes what is sent
 * @param headers what goes with it, beyond the headers that every answer has
 */
public record Reply(int status, String contentType, Body body, Map<String, String> headers) {

    /** Writes what a reply sends. */
    @FunctionalInterface
    public interface Body {

        /**
         * Writes all of it, once.
         *
         * @param to where to; left open
         * @throws IOException when {@code to} cannot be written to
         */
        void writeTo(OutputStream to) throws IOException;
    }

    /**
     * A text.
     *
     * @param status the HTTP status
     * @param contentType the type of the text, which is sent as UTF-8
     * @param text the text
     * @return the reply
     */
    public static Reply text(int status, String contentType, String text) {
        return new Reply(status, contentType, to -> to.write(text.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    /**
     * A file to keep and not to open here: no browser shows it as a page of the portal's.
     *
     * @param name what to call it; ASCII letters, digits, hyphens and a dot
     * @param contentType its type
     * @param size in bytes
     * @param body writes so many bytes
     * @return the reply
     */
    public static Reply download(String name, String contentType, long size, Body body) {
        return new Reply(
                200,
                contentType,
                body,
                Map.of(
                        "Content-Length",
                        Long.toString(size),
                        "Content-Disposition",
                        "attachment; filename=\"" + name + '"',
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; frame-ancestors 'none'"));
    }

    /**
     * A page.
     *
     * @param status the HTTP status
     * @param html the page
     * @return the reply
     */
    public static Reply html(int status, String html) {
        return text(status, "text/html;charset=utf-8", html);
    }

    /**
     * A document for programs.
     *
     * @param status the HTTP status
     * @param json the document
     * @return the reply
     */
    public static Reply json(int status, String json) {
        return text(status, "application/json", json);
    }

    /**
     * Leads to another page with a GET.
     *
     * @param path an absolute path of this portal
     * @return the reply
     */
    public static Reply seeOther(String path) {
        return text(303, "text/plain;charset=utf-8", "").with("Location", path);
    }

    /**
     * Adds a header, or puts another value in its place.
     *
     * @param name the header's name
     * @param value its value
     * @return a copy
     */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }

    /**
     * Says when to try again.
     *
     * @param wait how long; rounded up to seconds, and at least one
     * @return a copy
     */
    public Reply retryAfter(Duration wait) {
        return with(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    /** All that is sent, for small replies. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
