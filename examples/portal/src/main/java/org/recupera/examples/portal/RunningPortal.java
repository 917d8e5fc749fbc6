package org.recupera.examples.portal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recupera.Recupera;
import org.recupera.RecuperaBuilder;
import org.recupera.examples.portal.accounts.AccountTable;
import org.recupera.examples.portal.accounts.Database;
import org.recupera.examples.portal.accounts.DemoAccounts;
import org.recupera.examples.portal.accounts.SignIn;
import org.recupera.examples.portal.accounts.SignInSessions;
import org.recupera.examples.portal.inbox.Inbox;
import org.recupera.examples.portal.inbox.InboxServer;
import org.recupera.examples.portal.pages.Site;
import org.recupera.examples.portal.web.HttpServer;
import org.recupera.examples.portal.web.Seal;
import org.recupera.examples.portal.web.TrustedProxies;
import org.recupera.examples.portal.web.Views;
import org.recupera.examples.portal.web.Web;
import org.recupera.jdbc.JdbcStorage;
import org.recupera.key.KeyRing;
import org.recupera.mail.SmtpMailSender;
import org.recupera.password.Argon2id;
import org.recupera.password.PresentPassword;
import org.recupera.port.Finding;
import org.recupera.port.MailSender;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The portal with all its parts, begun in their order and ended in the reverse of it. */
final class RunningPortal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningPortal.class);

    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(3);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Settings settings;
    private final Portals portals;
    private final Clock clock;
    private final Wiring wiring;
    private final SecureRandom random = new SecureRandom();
    private final HttpServer http;
    private final URI url;

    private RunningPortal(Settings settings, Portals portals, Clock clock, Wiring wiring, HttpServer http, URI url) {
        this.settings = settings;
        this.portals = portals;
        this.clock = clock;
        this.wiring = wiring;
        this.http = http;
        this.url = url;
    }

    /** Puts the library together for one portal; whoever wants a port of his own sets it on what the embedding gives. */
    @FunctionalInterface
    interface Wiring {
        RecuperaBuilder recovery(Embedding embedding, Profile profile, String accountTable);
    }

    /** Starts everything; when one part does not start, those before it are ended again. */
    static RunningPortal start(Settings settings, Portals portals, Clock clock) throws IOException {
        return start(settings, portals, clock, Embedding::recovery);
    }

    static RunningPortal start(Settings settings, Portals portals, Clock clock, Wiring wiring) throws IOException {
        URI configured = settings.baseUrl();
        boolean local = configured == null || MailServer.isLoopback(configured.getHost());
        // Demo passwords and an open inbox are for this machine alone, unless somebody gave the portal a public name.
        HttpServer http = HttpServer.open(local ? "127.0.0.1" : null, settings.port());
        URI url = configured == null ? URI.create("http://localhost:" + http.port()) : configured;
        RunningPortal portal = new RunningPortal(settings, portals, clock, wiring, http, url);
        try {
            portal.warn(local);
            portal.begin();
            return portal;
        } catch (IOException | RuntimeException refused) {
            portal.close();
            throw refused;
        }
    }

    /** What mailed links begin with. */
    URI url() {
        return url;
    }

    /** Where the portal listens, on this machine. */
    int port() {
        return http.port();
    }

    /** Says what a public portal has to know. */
    private void warn(boolean local) {
        if (!local && settings.mailServer() == null) {
            log.warn(
                    "PORTAL_BASE_URL is public and PORTAL_SMTP_HOST is not set: mails go nowhere but to /buzon, which is"
                            + " for demonstrations and which a proxy on this machine may open to everybody");
        }
        if (url.getScheme().equals("https") && settings.proxies() == TrustedProxies.none()) {
            log.warn(
                    "PORTAL_BASE_URL is https and PORTAL_PROXIES is not set: behind a proxy all people count as one client,"
                            + " and request limits count them together");
        }
    }

    private void begin() throws IOException {
        Inbox inbox = settings.mailServer() == null ? new Inbox(clock) : null;
        MailServer mailServer = mailServer(inbox);
        Database database = part(openDatabase());
        Secret secret = settings.secret() == null ? SharedSecret.in(settings.data(), random) : settings.secret();
        PasswordHash hash = Argon2id.builder().cost(19_456, 2, 1).random(random).build();
        SignInSessions sessions = new SignInSessions(database.dataSource(), clock);
        MailSender mail = new WatchedMail(part(mailServer.sender().build()), part(probe(mailServer)), clock);
        Embedding embedding = new Embedding(database.dataSource(), hash, mail, sessions, KeyRing.of(secret), clock);
        List<Site> sites = new ArrayList<>();
        Map<AccountTable, Recupera> tables = new LinkedHashMap<>();
        portals.at(url).bySegment().forEach((segment, profile) -> {
            AccountTable table = AccountTable.of(database, profile.portal());
            RecuperaBuilder builder = wiring.recovery(embedding, profile, table.name())
                    .passwordRule(PresentPassword.verifiedBy(
                            (username, password) -> table.hasPassword(username, password, hash)));
            Recupera recovery = part((settings.limited() ? builder : builder.withoutRequestLimits()).build());
            sites.add(new Site(segment, recovery, new SignIn(profile.portal(), table, sessions, hash)));
            tables.put(table, recovery);
        });
        database.oneAtATime(() -> {
            JdbcStorage.over(database.dataSource()).installSchema();
            tables.keySet().forEach(AccountTable::install);
            DemoAccounts.addTo(tables, hash);
        });
        tables.values().forEach(RunningPortal::logFindings);
        tables.values().forEach(Recupera::start);
        Seal seal = Seal.from(secret);
        Routes routes = new Routes(sites, seal, inbox, database, mail, clock);
        boolean secure = url.getScheme().equals("https");
        http.serve(routes.all(), new Web(seal, new Views(), secure, settings.proxies(), random));
    }

    /** Says at the start in one list what is wrong; the health page goes on saying it. */
    private static void logFindings(Recupera recovery) {
        recovery.check()
                .forEach(finding -> log.atLevel(finding.severity() == Finding.Severity.NOTE ? Level.INFO : Level.WARN)
                        .log("{}: {}: {}", recovery.profile().portal(), finding.code(), finding.sentence()));
    }

    private static SmtpMailSender probe(MailServer mailServer) {
        return mailServer
                .sender()
                .connections(1)
                .connectTimeout(HEALTH_PATIENCE)
                .readTimeout(HEALTH_PATIENCE)
                .waitTimeout(HEALTH_PATIENCE)
                .build();
    }

    private MailServer mailServer(@Nullable Inbox inbox) {
        MailServer real = settings.mailServer();
        return inbox == null && real != null
                ? real
                : MailServer.embedded(
                        part(InboxServer.start(Objects.requireNonNull(inbox))).port());
    }

    private Database openDatabase() throws IOException {
        Settings.DatabaseAddress address = settings.database();
        if (address != null) {
            return Database.open(
                    address.url(), address.user(), address.password().reveal());
        }
        Files.createDirectories(settings.data());
        // Without a delay a commit is on disk when it returns, also when the process is killed. What H2 2.5.252 wrote
        // over
        // freed space it may not find after that, so the file grows until the portal is stopped in order.
        String file = settings.data().toAbsolutePath().resolve("portal").toString();
        return Database.open(
                "jdbc:h2:file:" + file + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE", "portal", "");
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Stops: no more requests, then no more work, then the database. */
    @Override
    public void close() {
        // Pages first, whatever was begun last: they need all the rest.
        http.close();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                log.warn("a part does not stop", failed);
            }
        }
    }
}
