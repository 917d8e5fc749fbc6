package org.recupera.examples.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.recupera.port.ClientAddress;

/**
 * One request, and what of it a page may want to know.
 *
 * <p>A browser has one session for each area of the portal (the first segment of the path). The session is a random
 * cookie and nothing is stored for it, so strangers cannot fill a table by asking for pages. Used by one thread.
 */
public final class Visit {

    private static final String CSRF = "csrf";
    private static final String NOTICE = "aviso-";
    private static final Duration NOTICE_KEPT = Duration.ofMinutes(1);
    private static final Pattern OWN_NAME =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private final HttpServletRequest request;
    private final Web web;
    private final Form query;
    private final Form form;
    private final Cookies cookies;

    Visit(HttpServletRequest request, Web web, Form form) {
        this.request = request;
        this.web = web;
        String text = request.getQueryString();
        this.query = Form.parse(text == null ? new byte[0] : text.getBytes(StandardCharsets.ISO_8859_1));
        this.form = form;
        this.cookies = new Cookies(request, web.secure());
    }

    /**
     * The path that is asked for.
     *
     * @return the path without its query
     */
    public String path() {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    /**
     * A value of the address.
     *
     * @param name the name of the parameter
     * @return its value, or an empty text
     */
    public String parameter(String name) {
        return query.value(name);
    }

    /**
     * A value of the form that was sent.
     *
     * @param name the name of the field
     * @return its value as it was typed, or an empty text
     */
    public String field(String name) {
        return form.value(name);
    }

    /**
     * Whether the form that was sent has a field.
     *
     * @param name the name of the field
     * @return whether it was sent, be it empty
     */
    public boolean hasField(String name) {
        return form.has(name);
    }

    /**
     * The files that were sent in a field of the form.
     *
     * @param name the name of the field
     * @return those that were chosen, in their order; only pages that {@linkplain Page#takesFiles() take files} get any
     */
    public List<UploadedFile> files(String name) {
        return form.files(name);
    }

    /**
     * From where the request comes: the connection, and what the portal's own proxies say of it, never what a client writes.
     *
     * @return the address as limits count it
     */
    public ClientAddress client() {
        return web.proxies().client(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * Whether a person at the machine on which the portal runs asked for it by the machine's own name.
     *
     * <p>The name counts as much as the peer's address: a stranger's page that lets its own name point to this machine
     * reads what a browser here may read (DNS rebinding), but the browser sends the stranger's name along.
     *
     * @return whether the peer's address is a loopback one and no proxy's, and {@code Host} names localhost, 127.0.0.1 or
     *     [::1]
     */
    public boolean isFromThisMachine() {
        String address = request.getRemoteAddr();
        String host = request.getHeader("Host");
        return !web.proxies().trusts(address)
                && (address.startsWith("127.") || address.matches("\\[?(::1|0:0:0:0:0:0:0:1)]?"))
                && host != null
                && OWN_NAME.matcher(host).matches();
    }

    /**
     * The browser's cookies.
     *
     * @return those that came and those that go back
     */
    public Cookies cookies() {
        return cookies;
    }

    /**
     * The browser's session, begun if it has none.
     *
     * @return 256 random bits as text
     */
    public String session() {
        return cookies.session(area(), web.random());
    }

    /**
     * Gives the browser another session, so that one that was planted before signing in is worth nothing.
     *
     * @return the new session
     */
    public String renewSession() {
        return cookies.renewSession(area(), web.random());
    }

    /**
     * Leaves a notice for the page to which the answer leads.
     *
     * @param text what to show once
     */
    public void leaveNotice(String text) {
        cookies.keepText(NOTICE + area(), text, web.seal().tag(NOTICE, session() + text), NOTICE_KEPT);
    }

    /**
     * Answers with a page.
     *
     * @param status the HTTP status
     * @param view the page's template
     * @param values what the template shows
     * @return the answer
     */
    public Reply page(int status, String view, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(CSRF, web.seal().tag(CSRF, session()));
        all.put("path", path());
        cookies.takeText(NOTICE + area(), (text, tag) -> web.seal().matches(tag, NOTICE, session() + text))
                .ifPresent(text -> all.put("notice", text));
        return Reply.html(status, web.views().render(view, all));
    }

    /**
     * Answers that something is wrong with the request or with the portal.
     *
     * @param status an HTTP status from 400 on for which there is a page
     * @return the answer
     */
    public Reply problem(int status) {
        return web.problem(status, area());
    }

    boolean hasGoodCsrfToken() {
        return web.seal().matches(field(CSRF), CSRF, session());
    }

    /** The first segment of the path. */
    private String area() {
        String[] segments = request.getRequestURI().split("/", 3);
        return segments.length > 1 && segments[1].matches("[a-z0-9-]{1,32}") ? segments[1] : "";
    }
}
