package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.UserDirectory;
import org.recupera.recovery.Limited;
import org.recupera.recovery.RequestOutcome;

/** What an asker learns of accounts: nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnknownAccountsTest {

    private final TestPortal portal = new TestPortal();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana.perez",
                "nadie",
                "deshabilitada",
                "sincorreo",
                "correo-raro",
                "doble",
                "' or '1'='1",
                "{{x}}${7*7}"
            })
    void the_answer_is_the_same_whatever_the_account(String username) {
        addAwkwardAccounts();
        Recupera recupera = portal.builder().build();
        RequestOutcome answer = portal.request(recupera, username);

        assertThat(answer)
                .isEqualTo(recupera.passwords().request("alguien-mas", CLIENT))
                .hasToString(recupera.passwords().request("alguien-mas", CLIENT).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "nadie, ACCOUNT_UNKNOWN",
        "deshabilitada, ACCOUNT_NOT_SERVED",
        "sincorreo, ACCOUNT_NOT_SERVED",
        "correo-raro, ACCOUNT_NOT_SERVED",
        "doble, ACCOUNT_AMBIGUOUS"
    })
    void who_gets_no_link_is_told_to_listeners_alone(String username, Event.Type type) {
        addAwkwardAccounts();
        Recupera recupera = portal.builder().build();

        portal.request(recupera, username);

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.eventTypes()).containsExactly(Event.Type.LINK_REQUESTED, type);
        assertThat(portal.events)
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain(username));
    }

    @Test
    void accepting_looks_nothing_up() {
        Recupera recupera = portal.builder().users(new BrokenDirectory()).build();

        assertThat(recupera.passwords().request("ana.perez", CLIENT)).isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void the_work_that_follows_has_the_same_shape_for_known_and_unknown() {
        Recupera recupera = portal.builder().build();

        List<ClaimedWork> known = deciding(recupera, "ana.perez");
        List<ClaimedWork> unknown = deciding(recupera, "nadie");

        assertThat(shapes(known)).isEqualTo(shapes(unknown)).hasSize(1);
    }

    @Test
    void a_mail_goes_to_the_address_on_file_never_to_what_was_typed() {
        portal.accounts.add(
                portal.id,
                Account.named(new AccountId("18"), "mike@ejemplo.example")
                        .email("mike@buzon.example")
                        .build(),
                TestPortal.OLD_PASSWORD);
        Recupera recupera = portal.builder().build();

        portal.request(recupera, "m\u0131ke@ejemplo.example");
        assertThat(portal.mailbox.take()).isEmpty();
        portal.request(recupera, "MIKE@ejemplo.example");
        assertThat(portal.onlyMail().to()).hasToString("mike@buzon.example");
    }

    @Test
    void a_directory_that_matches_too_generously_mails_nobody_else() {
        UserDirectory generous = new UserDirectory() {
            @Override
            public List<Account> find(PortalId id, Identifier identifier) {
                return List.of(TestPortal.ana().build());
            }

            @Override
            public java.util.Optional<Account> byId(PortalId id, AccountId account) {
                return portal.accounts.byId(id, account);
            }
        };
        Recupera recupera = portal.builder().users(generous).build();

        portal.request(recupera, "an\u00e1.perez");

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.eventTypes()).contains(Event.Type.ACCOUNT_UNKNOWN);
    }

    @Test
    void look_alikes_however_many_do_not_hide_who_is_meant() {
        List<Account> lookAlikes = IntStream.range(0, 200)
                .mapToObj(i -> Account.named(new AccountId("look-alike-" + i), "an\u00e1.perez")
                        .build())
                .toList();
        UserDirectory generous = new UserDirectory() {
            @Override
            public List<Account> find(PortalId id, Identifier identifier) {
                return Stream.concat(lookAlikes.stream(), portal.accounts.find(id, identifier).stream())
                        .toList();
            }

            @Override
            public java.util.Optional<Account> byId(PortalId id, AccountId account) {
                return portal.accounts.byId(id, account);
            }
        };

        portal.request(portal.builder().users(generous).build(), "ana.perez");

        assertThat(portal.onlyMail().to()).isEqualTo(TestPortal.ANAS_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "'', identifier.empty",
        "'   ', identifier.empty",
        "'ana\u0000', identifier.unreadable",
        "'ana\uD800', identifier.unreadable",
        "'an\u200Ba', identifier.unreadable"
    })
    void a_malformed_username_is_answered_at_once(String username, String code) {
        Recupera recupera = portal.builder().build();

        assertThat(recupera.passwords().request(username, CLIENT))
                .isInstanceOfSatisfying(RequestOutcome.Malformed.class, malformed -> {
                    assertThat(malformed.message().code()).isEqualTo(code);
                    assertThat(malformed.message().text()).isNotBlank();
                });
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void a_hundred_thousand_combining_marks_are_answered_at_once() {
        assertThat(portal.builder().build().passwords().request("\u0301\u0327".repeat(50_000), CLIENT))
                .isInstanceOfSatisfying(
                        RequestOutcome.Malformed.class,
                        malformed -> assertThat(malformed.message().code()).isEqualTo("identifier.too-long"));
    }

    @Test
    void five_hundred_requests_of_a_stranger_do_not_stop_the_owners_link() {
        Recupera recupera = portal.builder().withoutRequestLimits().build();
        Secret owners = portal.linkFor(recupera);

        for (int i = 0; i < 500; i++) {
            recupera.passwords().request("ana.perez", CLIENT);
            recupera.drain();
            portal.pass(Duration.ofSeconds(1));
        }

        assertThat(portal.mailbox.take()).hasSizeLessThan(12);
        assertThat(TestPortal.change(recupera.passwords(), owners))
                .isInstanceOf(org.recupera.recovery.ChangeOutcome.Changed.class);
    }

    @Test
    void an_account_with_spent_budgets_still_gets_a_link_when_none_is_live() {
        Recupera recupera = portal.builder().build();
        IntStream.range(0, 40).forEach(i -> {
            recupera.passwords().request("ana.perez", CLIENT);
            recupera.drain();
            portal.pass(Duration.ofSeconds(31));
        });
        portal.pass(Duration.ofMinutes(60));
        portal.mailbox.take();
        IntStream.range(0, 11)
                .forEach(i -> recupera.passwords()
                        .request("ana.perez", org.recupera.port.ClientAddress.of("198.51.100." + i)));

        recupera.drain();

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void past_the_accounts_hourly_budget_the_last_link_stays_good() {
        Recupera recupera = portal.builder().withoutRequestLimits().build();
        Secret last = portal.linkFor(recupera);
        int mails = 1;
        for (int i = 0; i < 50; i++) {
            portal.pass(Duration.ofSeconds(31));
            recupera.passwords().request("ana.perez", CLIENT);
            recupera.drain();
            var more = portal.mailbox.take();
            mails += more.size();
            last = more.isEmpty() ? last : TestPortal.tokenIn(more.get(0));
        }

        assertThat(mails).isBetween(5, 7);
        assertThat(recupera.passwords().open(last)).isInstanceOf(org.recupera.recovery.OpenOutcome.Open.class);
        assertThat(portal.eventTypes()).contains(Event.Type.LIMIT_REACHED);
    }

    @Test
    void a_client_over_its_limit_is_told_how_long_to_wait() {
        Recupera recupera = portal.builder().build();
        for (int i = 0; i < 60; i++) {
            assertThat(recupera.passwords().request("nadie" + i, CLIENT)).isInstanceOf(RequestOutcome.Accepted.class);
        }

        assertThat(recupera.passwords().request("nadie", CLIENT)).isInstanceOfSatisfying(Limited.class, limited -> {
            assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(10));
            assertThat(limited.message().parameters()).containsEntry("minutes", "1");
        });
        assertThat(recupera.passwords().request("nadie", org.recupera.port.ClientAddress.of("198.51.100.1")))
                .isInstanceOf(RequestOutcome.Accepted.class);
        portal.pass(Duration.ofSeconds(10));
        assertThat(recupera.passwords().request("nadie", CLIENT)).isInstanceOf(RequestOutcome.Accepted.class);
    }

    private void addAwkwardAccounts() {
        add("20", "deshabilitada", "d@empresa.example", false);
        add("21", "sincorreo", null, true);
        add("22", "correo-raro", "Ana <ana@empresa.example>", true);
        add("23", "Doble", "uno@empresa.example", true);
        add("24", "doble", "dos@empresa.example", true);
    }

    private void add(String id, String username, @org.jspecify.annotations.Nullable String email, boolean enabled) {
        portal.accounts.add(
                portal.id,
                Account.named(new AccountId(id), username)
                        .email(email)
                        .enabled(enabled)
                        .build(),
                TestPortal.OLD_PASSWORD);
    }

    private List<ClaimedWork> deciding(Recupera recupera, String username) {
        recupera.passwords().request(username, CLIENT);
        var asked = portal.queue.claim(portal.id, Lane.DECIDE, 10, portal.clock.instant(), Duration.ofSeconds(1));
        portal.pass(Duration.ofSeconds(1));
        assertThat(asked).hasSize(1);
        org.assertj.core.api.Assertions.assertThat(recupera.drain()).isEqualTo(2);
        return asked;
    }

    private static List<String> shapes(List<ClaimedWork> work) {
        return work.stream()
                .map(unit -> unit.work().kind()
                        + ' '
                        + unit.work().lane()
                        + ' '
                        + unit.work().key().length()
                        + ' '
                        + unit.work().payload().length)
                .toList();
    }

    private static final class BrokenDirectory implements UserDirectory {

        @Override
        public List<Account> find(PortalId portal, Identifier identifier) {
            throw new AssertionError("nobody may be looked up here");
        }

        @Override
        public java.util.Optional<Account> byId(PortalId portal, AccountId id) {
            throw new AssertionError("nobody may be looked up here: " + ANA);
        }
    }
}
