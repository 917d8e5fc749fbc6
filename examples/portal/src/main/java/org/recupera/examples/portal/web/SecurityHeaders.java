package org.recupera.examples.portal.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every answer carries, unless a page says otherwise. */
final class SecurityHeaders {

    private SecurityHeaders() {}

    static Map<String, String> forPages(boolean secure) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.put("Cache-Control", "no-store");
        if (secure) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return headers;
    }
}
