package org.recupera.examples.portal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The cookies of one browser: those that came with a request, and those that go back.
 *
 * <p>All are {@code HttpOnly} and {@code SameSite=Lax}; with an https base URL they are {@code Secure} and carry the
 * prefix that binds them to the host.
 */
public final class Cookies {

    private static final int UNTIL_CLOSED = -1;

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Cookie> outgoing = new LinkedHashMap<>();
    private final boolean secure;

    Cookies(HttpServletRequest request, boolean secure) {
        this.secure = secure;
        Cookie[] sent = request.getCookies();
        if (sent != null) {
            for (Cookie cookie : sent) {
                values.putIfAbsent(cookie.getName(), cookie.getValue());
            }
        }
    }

    /**
     * Reads a text that {@link #keepText} left.
     *
     * @param name the cookie's name
     * @return the text, or nothing when there is none or it is not readable
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(onWire(name))).flatMap(Cookies::decoded);
    }

    /**
     * Leaves a text with the browser until it is closed.
     *
     * @param name the cookie's name
     * @param text any text
     */
    public void keepText(String name, String text) {
        keep(name, encoded(text), UNTIL_CLOSED);
    }

    /**
     * Names the cookies that came.
     *
     * @param prefix with what the names begin
     * @return the names, those that the browser sent first at the front
     */
    public List<String> names(String prefix) {
        String start = onWire(prefix);
        return values.keySet().stream()
                .filter(name -> name.startsWith(start))
                .map(name -> prefix + name.substring(start.length()))
                .toList();
    }

    /**
     * Asks the browser to forget a cookie.
     *
     * @param name the cookie's name
     */
    public void forget(String name) {
        keep(name, "", 0);
    }

    void keepText(String name, String text, String tag, Duration kept) {
        keep(name, encoded(text) + '.' + tag, Math.toIntExact(kept.toSeconds()));
    }

    /** Reads a tagged text and asks the browser to forget it. */
    Optional<String> takeText(String name, BiPredicate<String, String> genuine) {
        String value = values.get(onWire(name));
        if (value == null || outgoing.containsKey(onWire(name))) {
            return Optional.empty();
        }
        keep(name, "", 0);
        int dot = value.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : decoded(value.substring(0, dot)).filter(text -> genuine.test(text, value.substring(dot + 1)));
    }

    String session(String area, SecureRandom random) {
        String value = values.get(onWire(sessionName(area)));
        return value != null && SESSION.matcher(value).matches() ? value : renewSession(area, random);
    }

    String renewSession(String area, SecureRandom random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        keep(sessionName(area), value, UNTIL_CLOSED);
        return value;
    }

    void sendWith(HttpServletResponse response) {
        outgoing.values().forEach(response::addCookie);
    }

    private void keep(String name, String value, int seconds) {
        Cookie cookie = new Cookie(onWire(name), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        values.put(cookie.getName(), value);
        outgoing.put(cookie.getName(), cookie);
    }

    private String onWire(String name) {
        return secure ? "__Host-" + name : name;
    }

    private static String sessionName(String area) {
        return area.isEmpty() ? "sesion" : "sesion-" + area;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException tampered) {
            return Optional.empty();
        }
    }
}
