package org.recupera.profile;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the addresses that a profile puts into mails and onto pages. */
final class WebAddress {

    static final String BASE_URL = "an https address (http on loopback only) without user, query and fragment";
    static final String PATH = "a path that begins with a slash";
    static final String PAGE = "an https or http address without user";

    /** Segments of unreserved characters and percent-encoded bytes; no empty, single-dot or double-dot one. */
    private static final String SEGMENTS = "(?:/(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*";

    private static final Pattern PREFIX = Pattern.compile(SEGMENTS);
    private static final Pattern PATH_FORM = Pattern.compile("(?=/)" + SEGMENTS + "/?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");
    /** As long as any text of a profile may be. */
    private static final int MAX_PATH = 1_000;

    private static final int MAX_PORT = 65_535;

    private WebAddress() {}

    /** Reads an origin with an optional path prefix; a slash at its end is dropped. */
    static URI base(String text) {
        URI uri = web(text);
        String prefix = uri.getRawPath().replaceFirst("/$", "");
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        if (uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !PREFIX.matcher(prefix).matches()
                || !(secure || LOOPBACK.matcher(host).matches())) {
            throw new IllegalArgumentException("not a base URL");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create((secure ? "https://" : "http://") + host + port + prefix);
    }

    /** Reads the address of a page that people are sent to. */
    static URI page(String text) {
        return web(text);
    }

    /** Reads a path that begins with a slash. */
    static String path(String text) {
        if (text.length() > MAX_PATH || !PATH_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a path");
        }
        return text;
    }

    private static URI web(String text) {
        URI uri = URI.create(text);
        if (!isWeb(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("not a web address");
        }
        return uri;
    }

    private static boolean isWeb(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }
}
