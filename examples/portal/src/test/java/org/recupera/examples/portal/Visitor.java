package org.recupera.examples.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without scripts: keeps cookies, follows redirects when asked to, fills forms in. */
final class Visitor {

    private final String address;
    private final String portal;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;
    private String forwardedFor = "";

    /** Somebody who knows one of the portals, by the first segment of its paths. */
    Visitor(String address, String portal) {
        this.address = address;
        this.portal = '/' + portal;
        this.client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** What came back, and for which address. */
    record Answer(URI uri, int status, String body, java.net.http.HttpHeaders headers) {

        Document page() {
            return Jsoup.parse(body, uri.toString());
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String text() {
            return page().text();
        }

        /** Where a link of the page leads. */
        String link(String text) {
            return page().select("a:containsOwn(" + text + ")").first().absUrl("href");
        }

        /** All that does not differ between two sessions that are answered alike. */
        String withoutCsrf() {
            return body.replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
        }

        /** The form that the page is about. */
        Element form() {
            return page().select("main form").last();
        }
    }

    /** As if a proxy had brought the visitor. */
    Visitor forwardedFor(String addresses) {
        forwardedFor = addresses;
        return this;
    }

    /** The values of all cookies that the browser keeps. */
    List<String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getValue)
                .toList();
    }

    Answer get(String target) {
        return send(request(target).GET());
    }

    /** Gets a page and follows its redirects. */
    Answer open(String target) {
        return follow(get(target));
    }

    Answer follow(Answer answer) {
        Answer last = answer;
        for (int i = 0; i < 5 && last.status() == 303; i++) {
            last = get(last.uri().resolve(last.header("Location")).toString());
        }
        return last;
    }

    /** Sends the form of a page, hidden fields included. */
    Answer submit(Answer page, Map<String, String> values) {
        Element form = page.form();
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.putAll(values);
        return post(form.absUrl("action"), fields);
    }

    /** Sends the form of a page with files, hidden fields included. */
    Answer submit(Answer page, Map<String, String> values, List<SentFile> files) {
        return submit(page.form().absUrl("action"), page, values, files);
    }

    Answer submit(String target, Answer page, Map<String, String> values, List<SentFile> files) {
        Element form = page.form();
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.putAll(values);
        return send(request(target)
                .header("Content-Type", MultipartBody.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(MultipartBody.of(
                        fields, form.selectFirst("input[type=file]").attr("name"), files))));
    }

    Answer post(String target, Map<String, String> fields) {
        return postRaw(
                target,
                "application/x-www-form-urlencoded",
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    Answer postRaw(String target, String contentType, String body) {
        return send(request(target)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));
    }

    Answer method(String method, String target) {
        return send(request(target).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** Asks as document 000 does, without a security question where there is one. */
    Answer askForLink(String username) {
        Answer ask = get(portal + "/recuperar-contrasena");
        Element skip = ask.page().selectFirst("main a[href$=?sin-pregunta=1]");
        return submit(skip == null ? ask : get(skip.absUrl("href")), Map.of("usuario", username));
    }

    /** Asks for the security question of a name. */
    Answer askForQuestion(String username) {
        return submit(get(portal + "/recuperar-contrasena"), Map.of("usuario", username));
    }

    Answer askForUsername(String choice, String value) {
        return submit(get(portal + "/recuperar-usuario"), Map.of("dato", choice, "valor", value));
    }

    Answer signIn(String username, String password) {
        return submit(get(portal + "/ingresar"), Map.of("usuario", username, "contrasena", password));
    }

    Answer changePassword(Answer page, String password) {
        return submit(page, Map.of("nueva", password, "confirmacion", password));
    }

    private HttpRequest.Builder request(String target) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(target.startsWith("http") ? target : address + target));
        return forwardedFor.isEmpty() ? request : request.header("X-Forwarded-For", forwardedFor);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.uri(), response.statusCode(), response.body(), response.headers());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
