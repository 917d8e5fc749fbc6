package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** A portal on a free port, and what a person sees of it from outside. */
final class TestPortal implements AutoCloseable {

    static final String SECRET = "FIXCksrGnuKxXyPBX1WY62mrqz2Z1RLgKwf8d6pZmNk=";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String HONDUCOMPRAS = "honducompras";

    final MovableClock clock;
    final String jdbcUrl;
    private final RunningPortal portal;

    private TestPortal(RunningPortal portal, MovableClock clock, String jdbcUrl) {
        this.portal = portal;
        this.clock = clock;
        this.jdbcUrl = jdbcUrl;
    }

    /** A portal with a database of its own, in memory. */
    static TestPortal start() throws IOException {
        return start(Portals.demonstration());
    }

    static TestPortal start(Portals portals) throws IOException {
        return start(portals, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", new MovableClock(), Map.of());
    }

    static TestPortal start(String jdbcUrl, MovableClock clock, Map<String, String> more) throws IOException {
        return start(Portals.demonstration(), jdbcUrl, clock, more);
    }

    private static TestPortal start(Portals portals, String jdbcUrl, MovableClock clock, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORTAL_PORT", "0",
                "PORTAL_JDBC_URL", jdbcUrl,
                "RECUPERA_SECRET", SECRET));
        environment.putAll(more);
        return new TestPortal(
                RunningPortal.start(Settings.from(environment, Path.of("")), portals, clock), clock, jdbcUrl);
    }

    static RunningPortal startIn(Path folder, Clock clock) throws IOException {
        return RunningPortal.start(
                Settings.from(Map.of("PORTAL_PORT", "0", "PORTAL_DATA", folder.toString()), folder),
                Portals.demonstration(),
                clock);
    }

    String address() {
        return "http://localhost:" + portal.port();
    }

    Visitor visitor() {
        return visitor(HONDUCOMPRAS);
    }

    Visitor visitor(String portal) {
        return new Visitor(address(), portal);
    }

    /** Asks for a link as a person does, and waits for the mail. */
    String linkFor(String username) {
        return linkFor(HONDUCOMPRAS, username);
    }

    String linkFor(String portal, String username) {
        return newMailTo(username, () -> visitor(portal).askForLink(username)).link();
    }

    /** Does something and waits for the mail that it causes. */
    Mail newMailTo(String username, Runnable cause) {
        List<Mail> before = mailsTo(username);
        cause.run();
        return await().atMost(PATIENCE)
                .until(() -> mailsTo(username), mails -> mails.size() > before.size())
                .get(0);
    }

    /**
     * Does something with a case and waits for the mail that it causes, while time passes: what looks for a case that is
     * still being filed looks again a second later.
     */
    Mail newCaseMailTo(String mailbox, Runnable cause) {
        List<Mail> before = mailsTo(mailbox);
        cause.run();
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            clock.advance(Duration.ofSeconds(1));
                            return mailsTo(mailbox);
                        },
                        mails -> mails.size() > before.size())
                .get(0);
    }

    /** Lets time pass until no accepted work is left, that which is put off included. */
    void settle() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(5));
            assertThat(visitor().get("/salud").body()).contains("\"queueDepth\":0,");
        });
    }

    /** The mails to an account's address, newest first. */
    List<Mail> mailsTo(String username) {
        Visitor reader = visitor();
        return reader.get("/buzon").page().select(".mails li").stream()
                .filter(item -> item.text().contains("Para " + username + "@"))
                .map(item -> Mail.read(reader, item.selectFirst("a")))
                .collect(Collectors.toList());
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "", "");
    }

    @Override
    public void close() {
        portal.close();
    }

    /** One mail as the inbox shows it. */
    record Mail(
            String subject, String from, String text, String html, List<String> links, Map<String, String> headers) {

        static Mail read(Visitor reader, Element item) {
            String path = item.attr("href");
            Element page = reader.get(path).page();
            Element text = page.selectFirst("pre.text");
            return new Mail(
                    item.text(),
                    page.selectFirst("dl.facts dd").text(),
                    text.wholeText(),
                    reader.get(path + "/html").body(),
                    text.select("a").eachAttr("href"),
                    headers(page.select("section:has(#encabezados) dt")));
        }

        /** The first of that name, or an empty text. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        private static Map<String, String> headers(List<Element> names) {
            return names.stream()
                    .collect(Collectors.toMap(
                            Element::text, name -> name.nextElementSibling().text(), (first, next) -> first));
        }

        /** The link to the page for a new password. */
        String link() {
            return links.stream()
                    .filter(link -> link.contains("/cambiar-contrasena?token="))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link in: " + text));
        }
    }
}
