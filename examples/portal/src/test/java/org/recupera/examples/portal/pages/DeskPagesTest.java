package org.recupera.examples.portal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.Recupera;
import org.recupera.examples.portal.pages.DeskListPage.Group;
import org.recupera.examples.portal.web.Reply;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemoryCases;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryStorage;
import org.recupera.password.Argon2id;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;
import org.recupera.profile.Profile;

/** What the desk's pages make of cases, on stores in memory. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeskPagesTest {

    private static final String VALLEY = "/org/recupera/examples/portal/compras-del-valle.json";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final InMemoryCases store = InMemoryCases.create();

    private static Profile valley() {
        return Profile.fromResource(DeskPagesTest.class, VALLEY);
    }

    private Site site(Profile profile) {
        InMemoryAccounts accounts = InMemoryAccounts.hashedWith(Argon2id.standard());
        Recupera recovery = Recupera.forPortal(profile.withBaseUrl(URI.create("https://portal.example"))
                        .withSender(new EmailAddress("avisos@portal.example")))
                .users(accounts)
                .passwords(accounts)
                .sessions(InMemorySessions.create())
                .storage(InMemoryStorage.create())
                .cases(store)
                .caseSequence(store)
                .mail(InMemoryMailbox.create())
                .keys(KeyRing.ephemeral(new SecureRandom()))
                .build();
        return new Site("valle", recovery, null);
    }

    private static SupportCase.Builder filed(Site site, String prefix, int counted, Instant at) {
        String body = String.format(Locale.ROOT, "%08d", counted);
        return SupportCase.filed(
                        site.profile().portal(),
                        CaseNumber.of(prefix, 2026, body),
                        prefix + body,
                        "d",
                        at,
                        Locale.forLanguageTag("es"))
                .requester(new EmailAddress("ana@empresa.example"));
    }

    private static SupportCase about(Site site, String id, String label) {
        return filed(site, "CDV", 1, NOON)
                .fields(List.of(new CaseField("tema", CaseField.Role.SUBJECT, "Tema", id, label)))
                .build();
    }

    @Test
    void a_case_is_about_a_username_whatever_language_it_was_filed_in() {
        Site site = site(valley());

        assertThat(DeskForm.isAboutUsername(site, about(site, "usuario", "Usuario olvidado")))
                .isTrue();
        assertThat(DeskForm.isAboutUsername(site, about(site, "usuario", "Forgotten username")))
                .isTrue();
        assertThat(DeskForm.isAboutUsername(site, about(site, "demora", "Usuario olvidado")))
                .isFalse();
        assertThat(DeskForm.isAboutUsername(site, filed(site, "CDV", 1, NOON).build()))
                .isFalse();
    }

    @Test
    void a_portal_that_recovers_no_usernames_has_no_case_about_one(@TempDir Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = folder.resolve("profile.json");
        try (InputStream third = DeskPagesTest.class.getResourceAsStream(VALLEY)) {
            ObjectNode profile = (ObjectNode) json.readTree(third);
            profile.remove("username");
            json.writeValue(file.toFile(), profile);
        }
        Site site = site(Profile.read(file));

        assertThat(DeskForm.isAboutUsername(site, filed(site, "CDV", 1, NOON).build()))
                .as("without a subject")
                .isFalse();
        assertThat(DeskForm.isAboutUsername(site, about(site, "usuario", "Usuario olvidado")))
                .isFalse();
    }

    @Test
    void a_file_that_is_forgotten_while_it_is_asked_for_is_no_file_of_no_bytes() {
        Site site = site(valley());
        CaseFile file = new CaseFile(1, "a.png", "a.png", "image/png", 3, "0".repeat(64));
        SupportCase shown = filed(site, "CDV", 1, NOON).files(List.of(file)).build();
        store.file(shown, opened -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
        Reply reply = DeskCasePage.download(site, shown, file);
        store.append(shown, new CaseMessage(NOON, CaseMessage.Author.DESK, "", CaseState.CLOSED));

        store.purge(site.profile().portal(), NOON.plusSeconds(1), 1);

        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> reply.body().writeTo(sent));
        assertThat(sent.size()).isZero();
    }

    @Test
    void pages_of_all_portals_follow_one_another_and_leave_nothing_out() {
        Site one = site(valley());
        Site other = site(Profile.named("secop-ii"));
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            // Two of each portal at every moment.
            Instant at = NOON.plus(Duration.ofMinutes(i / 2)).plusNanos(123_456_000);
            wanted.add(file(filed(one, "CDV", i, at)));
            wanted.add(file(filed(other, "S2", i, at)));
        }
        DeskListPage page = new DeskListPage(List.of(one, other), 3);

        List<String> seen = new ArrayList<>();
        List<?> next = List.of("");
        int pages = 0;
        while (!next.isEmpty()) {
            String link = (String) next.get(0);
            Map<String, Object> shown = page.page(Group.OPEN, link.substring(link.indexOf('=') + 1));
            assertThat(shown).containsEntry("back", pages > 0);
            ((List<?>) shown.get("cases"))
                    .forEach(listed ->
                            seen.add(((Map<?, ?>) listed).get("number").toString()));
            next = (List<?>) shown.get("next");
            pages++;
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(pages).isEqualTo(3);
        assertThat(page.page(Group.DONE, "").get("cases")).isEqualTo(List.of());
    }

    @Test
    void a_place_that_no_page_links_to_is_the_beginning() {
        Site site = site(valley());
        file(filed(site, "CDV", 1, NOON));
        DeskListPage page = new DeskListPage(List.of(site), 3);

        for (String place : List.of("x", "1.", ".CDV-2026-000000010", "99999999999999999.HC", "1.HC-2026-000000000")) {
            assertThat(page.page(Group.OPEN, place))
                    .as(place)
                    .containsEntry("back", false)
                    .satisfies(shown -> assertThat((List<?>) shown.get("cases")).hasSize(1));
        }
    }

    private String file(SupportCase.Builder filed) {
        SupportCase kept = filed.build();
        store.file(kept, file -> new ByteArrayInputStream(new byte[0]));
        return kept.number().value();
    }
}
