package org.recupera.examples.portal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.examples.portal.accounts.Dialect;
import org.recupera.examples.portal.web.TrustedProxies;
import org.recupera.port.Secret;

/**
 * What the portal is told by environment variables; the README lists them.
 *
 * @param port the HTTP port; 0 takes any that is free
 * @param baseUrl what mailed links begin with, or {@code null} for localhost and the port
 * @param data the folder of the embedded database and of the generated secret
 * @param database another database, or {@code null} for the embedded one
 * @param mailServer a real mail server, or {@code null} for the embedded one
 * @param secret base64 of the secret that all nodes share, or {@code null} to generate one
 * @param proxies whose word counts on where a request comes from
 * @param limited whether requests are limited by client address, typed identifier and in all
 */
record Settings(
        int port,
        @Nullable URI baseUrl,
        Path data,
        @Nullable DatabaseAddress database,
        @Nullable MailServer mailServer,
        @Nullable Secret secret,
        TrustedProxies proxies,
        boolean limited) {

    /**
     * Another database than the embedded one.
     *
     * @param url its JDBC URL
     * @param user who connects
     * @param password with what password
     */
    record DatabaseAddress(String url, String user, Secret password) {}

    /**
     * Reads the variables.
     *
     * @param environment all of them; an empty one counts as not set
     * @param module the folder in which the embedded database lies unless told otherwise
     * @return the settings
     * @throws SettingsException when one has no meaning; it is named
     */
    static Settings from(Map<String, String> environment, Path module) {
        Variables variables = new Variables(environment);
        DatabaseAddress database = database(variables);
        Secret secret = variables
                .text("RECUPERA_SECRET")
                .map(String::strip)
                .map(Secret::of)
                .orElse(null);
        if (secret != null) {
            SharedSecret.check(secret, "RECUPERA_SECRET");
        } else if (database != null) {
            throw new SettingsException(
                    "RECUPERA_SECRET is required with PORTAL_JDBC_URL: base64 of at least 32 random bytes, the same for"
                            + " all portals on that database, as `openssl rand -base64 32` prints them");
        }
        return new Settings(
                variables.number("PORTAL_PORT", 0, 65_535).orElse(8080),
                variables.text("PORTAL_BASE_URL").map(Settings::baseUrl).orElse(null),
                variables.text("PORTAL_DATA").map(Path::of).orElse(module.resolve("datos")),
                database,
                MailServer.from(variables).orElse(null),
                secret,
                variables.text("PORTAL_PROXIES").map(Settings::proxies).orElse(TrustedProxies.none()),
                variables.choice("PORTAL_ATTEMPTS", "on", "off").orElse("on").equals("on"));
    }

    private static @Nullable DatabaseAddress database(Variables variables) {
        Optional<String> url = variables.text("PORTAL_JDBC_URL");
        if (url.isEmpty()) {
            return null;
        }
        try {
            Dialect.of(url.get());
        } catch (IllegalArgumentException unknown) {
            throw new SettingsException("PORTAL_JDBC_URL " + unknown.getMessage());
        }
        return new DatabaseAddress(
                url.get(),
                variables.text("PORTAL_JDBC_USER").orElse(""),
                Secret.of(variables.text("PORTAL_JDBC_PASSWORD").orElse("")));
    }

    private static TrustedProxies proxies(String list) {
        try {
            return TrustedProxies.parse(list);
        } catch (IllegalArgumentException refused) {
            throw new SettingsException("PORTAL_PROXIES: " + refused.getMessage());
        }
    }

    private static URI baseUrl(String text) {
        try {
            URI uri = URI.create(text.replaceFirst("/$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.toString().matches("https?://[^/?#@]+")) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw new SettingsException("PORTAL_BASE_URL is no address: " + malformed.getMessage());
        }
        throw new SettingsException(
                "PORTAL_BASE_URL is http:// or https://, a host and perhaps a port, and nothing after them");
    }
}
