package org.recupera.examples.portal.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page answers.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param body the body, sent as UTF-8
 * @param headers what goes with it, beyond the headers that every answer has
 */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {

    /**
     * A page.
     *
     * @param status the HTTP status
     * @param html the page
     * @return the reply
     */
    public static Reply html(int status, String html) {
        return new Reply(status, "text/html;charset=utf-8", html, Map.of());
    }

    /**
     * A document for programs.
     *
     * @param status the HTTP status
     * @param json the document
     * @return the reply
     */
    public static Reply json(int status, String json) {
        return new Reply(status, "application/json", json, Map.of());
    }

    /**
     * Leads to another page with a GET.
     *
     * @param path an absolute path of this portal
     * @return the reply
     */
    public static Reply seeOther(String path) {
        return new Reply(303, "text/plain;charset=utf-8", "", Map.of("Location", path));
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
}
