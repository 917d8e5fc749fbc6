package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.Recupera;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.ClientAddress;
import org.recupera.port.IdentifierKind;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Message;
import org.recupera.recovery.LookUpOutcome;
import org.recupera.ticket.CaseFlaw;
import org.recupera.ticket.DeskOutcome;
import org.recupera.ticket.FormView;

/** The portal that somebody has who copies what the README shows. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmePortalTest {

    private static final ClientAddress CLIENT = ClientAddress.of("192.0.2.7");

    private final InMemoryMailbox mailbox = InMemoryMailbox.create();
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private Recupera recupera;

    @BeforeEach
    void start() throws Exception {
        recupera = ReadmeSamples.start(
                database(), mailbox, (portal, account, before) -> {}, Map.of("RECUPERA_SECRET", TestPortal.SECRET));
        ServletHolder holder =
                new ServletHolder(new ReadmeCaseServlet(recupera.cases(), Locale.ENGLISH, new PlainPages()));
        holder.getRegistration()
                .setMultipartConfig(
                        new MultipartConfigElement(ReadmeCaseServlet.class.getAnnotation(MultipartConfig.class)));
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(holder, "/crear-caso");
        server.setHandler(context);
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        recupera.close();
    }

    @Test
    void every_mail_leads_to_a_page_that_the_portal_has() throws Exception {
        recupera.passwords().request("ana", CLIENT);
        recupera.usernames().request(IdentifierKind.EMAIL, "ana@empresa.example", CLIENT);
        assertThat(post(filledIn(), List.of()).statusCode()).isEqualTo(200);
        assertThat(ReadmeSamples.answered(recupera.cases(), onlyCase(), "Su usuario está activo."))
                .isInstanceOf(DeskOutcome.Done.class);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(mailbox.mails()).hasSize(4));

        assertThat(mailbox.mails()).allSatisfy(mail -> assertThat(pagesIn(mail)).isNotEmpty());
        assertThat(mailbox.mails().stream().flatMap(mail -> pagesIn(mail).stream()))
                .containsOnly("/cambiar-contrasena", "/recuperar-contrasena", "/caso");
    }

    @Test
    void a_failed_recovery_ends_in_a_case_with_its_files_and_its_reason_which_the_form_files_once() throws Exception {
        Map<String, String> typed = filledIn();
        List<SentFile> files = List.of(SentFile.screenshot("pantalla.png"));

        HttpResponse<String> filed = post(typed, files);
        HttpResponse<String> again = post(typed, files);

        assertThat(filed.statusCode()).isEqualTo(200);
        assertThat(again.body())
                .isEqualTo(filed.body())
                .contains(onlyCase().number().value());
        assertThat(onlyCase().reason()).contains("lookup.requested.username");
        assertThat(onlyCase().files()).hasSize(1);
        assertThat(onlyCase().language()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void a_form_that_is_not_filled_in_comes_back_under_its_id() throws Exception {
        Map<String, String> typed = filledIn();
        typed.put("nombre", "");

        HttpResponse<String> refused = post(typed, List.of());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body().lines())
                .contains("envio=" + typed.get("envio"), "descripcion=" + typed.get("descripcion"))
                .anyMatch(line -> line.startsWith("! nombre: "));
    }

    @Test
    void a_form_that_was_filed_with_other_content_comes_back_under_a_new_id() throws Exception {
        Map<String, String> typed = filledIn();
        post(typed, List.of());
        typed.put("descripcion", "Otra cosa.");

        HttpResponse<String> conflict = post(typed, List.of());

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body().lines())
                .contains("descripcion=Otra cosa.")
                .doesNotContain("envio=" + typed.get("envio"))
                .anyMatch(line -> line.startsWith("! : "));
    }

    @Test
    void whoever_sends_too_much_is_told_when_to_send_the_same_form_again() throws Exception {
        Map<String, String> typed = filledIn();
        Map<String, String> nothing = Map.of("envio", typed.get("envio"));
        int allowed =
                recupera.profile().supportCase().orElseThrow().limits().client().attempts();
        for (int i = 0; i < allowed; i++) {
            assertThat(post(nothing, List.of()).statusCode()).isEqualTo(422);
        }

        HttpResponse<String> limited = post(typed, List.of());

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
        assertThat(limited.body().lines()).contains("envio=" + typed.get("envio"));
    }

    /** The form as it is drawn for somebody who got no username, with all that it asks for. */
    private Map<String, String> filledIn() throws IOException, InterruptedException {
        HttpResponse<String> page =
                browser.send(HttpRequest.newBuilder(address()).build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> typed = page.body()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1], (one, other) -> one, HashMap::new));
        TicketDraft draft = ((LookUpOutcome.Accepted)
                        recupera.usernames().request(IdentifierKind.EMAIL, "nadie@empresa.example", CLIENT))
                .draft();
        typed.putAll(ReadmeSamples.afterFailedRecovery(recupera.cases(), draft));
        typed.put("motivo", draft.reason());
        typed.put("nombre", "Ana Rodríguez");
        typed.put("correo", "ana@empresa.example");
        typed.put("tipoDocumento", "dni");
        typed.put("documento", "0801-1990-00001");
        typed.put("descripcion", "No recuerdo mi usuario.");
        return typed;
    }

    private HttpResponse<String> post(Map<String, String> typed, List<SentFile> files)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address())
                .header("Content-Type", MultipartBody.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(MultipartBody.of(typed, "adjunto", files)))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI address() {
        return URI.create("http://localhost:" + connector.getLocalPort() + "/crear-caso");
    }

    private SupportCase onlyCase() {
        List<CaseSummary> all = recupera.cases().desk().list(Set.of(CaseState.values()), null, 10);
        assertThat(all).hasSize(1);
        return recupera.cases().desk().read(all.get(0).number().value()).orElseThrow();
    }

    private static Set<String> pagesIn(OutgoingMail mail) {
        return Stream.of(mail.text(), mail.html().orElseThrow())
                .flatMap(text -> Pattern.compile("https://portal\\.example([^?\\s\"<]*)")
                        .matcher(text)
                        .results())
                .map(link -> link.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A table of accounts as the README maps it, with one account in it. */
    private static JdbcDataSource database() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE usuario (id VARCHAR(64) PRIMARY KEY, username VARCHAR(100),"
                    + " username_key VARCHAR(100), email VARCHAR(254), email_key VARCHAR(254), national_id VARCHAR(40),"
                    + " national_id_key VARCHAR(40), phone VARCHAR(40), phone_key VARCHAR(40), enabled BOOLEAN,"
                    + " password_hash VARCHAR(255), password_version BIGINT)");
            statement.execute("INSERT INTO usuario (id, username, username_key, email, email_key, enabled,"
                    + " password_hash, password_version) VALUES ('17', 'ana', 'ana', 'ana@empresa.example',"
                    + " 'ana@empresa.example', TRUE, 'none', 1)");
        }
        return database;
    }

    /** Pages as plain as can be: a field or a flaw a line. */
    private static final class PlainPages implements ReadmeCaseServlet.Pages {

        @Override
        public void form(
                HttpServletResponse response,
                FormView form,
                String submission,
                @Nullable String reason,
                List<CaseFlaw> flaws)
                throws IOException {
            Stream<String> hidden = Stream.of("envio=" + submission, "version=" + form.version());
            Stream<String> fields = form.fields().stream().map(field -> field.name() + '=' + field.value());
            Stream<String> told = flaws.stream()
                    .map(flaw -> "! " + flaw.field() + ": " + flaw.message().text());
            write(
                    response,
                    Stream.of(hidden, fields, told).flatMap(lines -> lines).collect(Collectors.joining("\n")));
        }

        @Override
        public void filed(HttpServletResponse response, Message message) throws IOException {
            write(response, message.text());
        }

        private static void write(HttpServletResponse response, String text) throws IOException {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print(text);
        }
    }
}
