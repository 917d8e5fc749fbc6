package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.recupera.TestPortal.CLIENT;
import static org.recupera.TestPortal.OLD_PASSWORD;
import static org.recupera.port.IdentifierKind.EMAIL;
import static org.recupera.port.IdentifierKind.NATIONAL_ID;
import static org.recupera.port.IdentifierKind.PHONE;
import static org.recupera.port.IdentifierKind.USERNAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortalId;
import org.recupera.port.TicketDraft;
import org.recupera.port.UserDirectory;
import org.recupera.profile.Profile;
import org.recupera.recovery.FoundAccount;
import org.recupera.recovery.LookUpOutcome;

/** SECOP II's guide: the forgotten username, by national id, phone, username or e-mail. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UsernameRecoveryTest {

    private static final String CONSORTIUM = "consorcio@empresa.example";

    private final TestPortal mailing = portal(Profiles.named("honducompras"));
    private final TestPortal masking = portal(Profiles.showing("screen-masked", true, 50));
    private final TestPortal showing = portal(Profiles.showing("screen", false, 50));

    private static TestPortal portal(Profile profile) {
        TestPortal portal = new TestPortal(profile);
        add(portal, account("1", "proveedor1", "proveedor1@empresa.example", "1020304001", "+57 300 555 0101"));
        add(portal, account("2", "consorcio1", CONSORTIUM, "9001002001", "+57 300 555 0199"));
        add(portal, account("3", "consorcio2", "Consorcio@Empresa.example", "9001002002", "+57 300 555 0199"));
        add(portal, account("4", "sincorreo1", null, "8001002002", "+57 300 555 0202"));
        add(
                portal,
                account("5", "bloqueado1", "b@empresa.example", "8001002001", "+57 300 555 0201")
                        .enabled(false));
        // Named like somebody else's address and like somebody else's document.
        add(portal, account("6", CONSORTIUM, "otro@empresa.example", null, null));
        add(portal, account("7", "1020304001", "otra@empresa.example", null, null));
        // One document, written in two ways, and two mailboxes.
        add(portal, account("8", "filial-norte", "norte@empresa.example", "7001002003", null));
        add(portal, account("9", "filial-sur", "sur@empresa.example", "700.100-2003", null));
        return portal;
    }

    private static Account.Builder account(
            String id, String username, @Nullable String email, @Nullable String nationalId, @Nullable String phone) {
        return Account.named(new AccountId(id), username)
                .email(email)
                .nationalId(nationalId)
                .phone(phone);
    }

    private static void add(TestPortal portal, Account.Builder account) {
        portal.accounts.add(portal.id, account.build(), OLD_PASSWORD);
    }

    private static LookUpOutcome ask(TestPortal portal, IdentifierKind kind, String text) {
        Recupera recupera = portal.builder().build();
        LookUpOutcome outcome = recupera.usernames().request(kind, text, CLIENT);
        recupera.drain();
        portal.assertNothingBroke();
        return outcome;
    }

    private static List<FoundAccount> found(TestPortal portal, IdentifierKind kind, String text) {
        LookUpOutcome outcome = ask(portal, kind, text);
        assertThat(outcome).isInstanceOf(LookUpOutcome.Shown.class);
        return ((LookUpOutcome.Shown) outcome).accounts();
    }

    @Test
    void that_somebody_asked_is_an_event_however_it_is_told() {
        for (TestPortal portal : List.of(mailing, masking, showing)) {
            ask(portal, IdentifierKind.USERNAME, "nadie");

            assertThat(portal.events)
                    .filteredOn(event -> event.type() == Event.Type.LOOK_UP_REQUESTED)
                    .singleElement()
                    .satisfies(event -> assertThat(event.details()).containsEntry("identifier", "USERNAME"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NATIONAL_ID, 1.020.304-001, lookup.requested.username",
        "EMAIL, PROVEEDOR1@empresa.example, lookup.requested.username",
        "PHONE, +57 (300) 555-0101, lookup.requested.email",
        "USERNAME, Proveedor1, lookup.requested.email",
    })
    void a_mail_to_the_address_on_file_tells_the_username(IdentifierKind kind, String text, String answer) {
        LookUpOutcome outcome = ask(mailing, kind, text);

        assertThat(outcome)
                .asInstanceOf(type(LookUpOutcome.Accepted.class))
                .satisfies(accepted -> assertThat(accepted.message().code()).isEqualTo(answer));
        OutgoingMail mail = mailing.onlyMail();
        assertThat(mail.to().value()).isEqualTo("proveedor1@empresa.example");
        assertThat(mail.subject()).startsWith("HonduCompras: ");
        for (String part : List.of(mail.text(), mail.html().orElseThrow())) {
            assertThat(part)
                    .contains("proveedor1@empresa.example", "•••001")
                    .contains("Haga clic")
                    .contains("https://portal.example/honducompras/recuperar-contrasena")
                    .doesNotContain("1020304001", "otra@empresa.example");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NATIONAL_ID, 1020304001",
        "NATIONAL_ID, 9999999999",
        "NATIONAL_ID, 8001002001",
        "NATIONAL_ID, 8001002002",
        "NATIONAL_ID, 7001002003",
    })
    void by_mail_everybody_is_told_the_same(IdentifierKind kind, String text) {
        LookUpOutcome nobody = ask(mailing, kind, "5555555555");

        LookUpOutcome outcome = ask(mailing, kind, text);

        assertThat(outcome).isEqualTo(nobody).hasToString(nobody.toString());
    }

    @Test
    void by_mail_nobody_is_looked_up_before_the_answer() {
        UserDirectory unasked = new UserDirectory() {
            @Override
            public List<Account> find(PortalId portal, Identifier identifier) {
                throw new AssertionError("looked up on the caller's thread");
            }

            @Override
            public Optional<Account> byId(PortalId portal, AccountId id) {
                throw new AssertionError("looked up on the caller's thread");
            }
        };
        Recupera recupera = mailing.builder().users(unasked).build();

        assertThat(recupera.usernames().request(USERNAME, "proveedor1", CLIENT))
                .isInstanceOf(LookUpOutcome.Accepted.class);
        assertThat(mailing.queue.status(mailing.id).waiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0801-1990-00012, persona", "08011990000129, comercial"})
    void a_DNI_and_the_RTN_that_begins_like_it_are_two_documents(String typed, String found) {
        add(mailing, account("10", "persona", "persona@empresa.example", "0801199000012", null));
        add(mailing, account("11", "comercial", "comercial@empresa.example", "0801-1990-000129", null));

        ask(mailing, NATIONAL_ID, typed);

        assertThat(mailing.onlyMail().to().value()).isEqualTo(found + "@empresa.example");
    }

    @Test
    void several_accounts_at_one_address_are_one_mail() {
        ask(mailing, EMAIL, CONSORTIUM);

        OutgoingMail mail = mailing.onlyMail();
        assertThat(mail.to().value()).isEqualTo(CONSORTIUM);
        assertThat(mail.text()).containsSubsequence("consorcio1", "•••001", "consorcio2", "•••002");
    }

    @Test
    void a_mail_about_one_account_greets_its_owner_and_one_about_several_greets_nobody_by_name() {
        add(
                mailing,
                account("10", "socia1", "socias@empresa.example", null, null).displayName("Eva Luz"));
        ask(mailing, EMAIL, "socias@empresa.example");
        assertThat(mailing.onlyMail().text()).contains("Estimado(a) Eva Luz:");

        add(
                mailing,
                account("11", "socia2", "socias@empresa.example", null, null).displayName("Luz Eva"));
        mailing.pass(Duration.ofMinutes(1));
        ask(mailing, EMAIL, "socias@empresa.example");
        assertThat(mailing.onlyMail().text())
                .contains("Estimado(a) usuario(a):")
                .doesNotContain("Eva", "Luz");
    }

    @Test
    void listeners_hear_of_accounts_that_get_no_mail_and_of_no_others() {
        ask(mailing, EMAIL, CONSORTIUM);
        assertThat(mailing.eventTypes()).doesNotContain(Event.Type.ACCOUNT_NOT_SERVED);

        ask(mailing, NATIONAL_ID, "8001002001");
        ask(mailing, NATIONAL_ID, "8001002002");
        assertThat(mailing.events)
                .filteredOn(event -> event.type() == Event.Type.ACCOUNT_NOT_SERVED)
                .extracting(event -> event.details().get("reason"))
                .containsExactly("disabled", "no-address");
    }

    @Test
    void several_addresses_for_one_document_are_one_mail_to_each() {
        ask(mailing, NATIONAL_ID, "7001002003");

        List<OutgoingMail> mails = mailing.mailbox.take();
        assertThat(mails)
                .extracting(mail -> mail.to().value())
                .containsExactlyInAnyOrder("norte@empresa.example", "sur@empresa.example");
        assertThat(mails).allSatisfy(mail -> {
            boolean north = mail.to().value().startsWith("norte");
            assertThat(mail.text())
                    .contains(north ? "filial-norte" : "filial-sur")
                    .doesNotContain(north ? "filial-sur" : "filial-norte");
        });
    }

    @ParameterizedTest
    @CsvSource({"NATIONAL_ID, 8001002001", "NATIONAL_ID, 8001002002", "USERNAME, sincorreo1", "EMAIL, x@y.example"})
    void a_disabled_account_and_one_without_an_address_are_mailed_nothing(IdentifierKind kind, String text) {
        ask(mailing, kind, text);

        assertThat(mailing.mailbox.take()).isEmpty();
        assertThat(mailing.eventTypes())
                .containsAnyOf(Event.Type.ACCOUNT_NOT_SERVED, Event.Type.ACCOUNT_UNKNOWN)
                .doesNotContain(Event.Type.MAIL_ACCEPTED);
    }

    @Test
    void an_account_named_like_an_address_or_a_document_is_found_by_its_name_alone() {
        assertThat(found(showing, EMAIL, CONSORTIUM))
                .extracting(FoundAccount::text)
                .containsExactly("consorcio1", "consorcio2");
        assertThat(found(showing, NATIONAL_ID, "1020304001"))
                .extracting(FoundAccount::text)
                .containsExactly("proveedor1");
        assertThat(found(showing, USERNAME, CONSORTIUM))
                .extracting(FoundAccount::text)
                .containsExactly("otro@empresa.example");
        assertThat(found(showing, USERNAME, "1020304001"))
                .extracting(FoundAccount::text)
                .containsExactly("otra@empresa.example");
    }

    @Test
    void on_the_screen_the_username_stands_with_its_document() {
        assertThat(found(showing, NATIONAL_ID, "1020304001"))
                .containsExactly(new FoundAccount(USERNAME, "proveedor1", "1020304001"));
        assertThat(found(showing, EMAIL, "proveedor1@empresa.example"))
                .containsExactly(new FoundAccount(USERNAME, "proveedor1", "•••001"));
        assertThat(found(masking, EMAIL, "proveedor1@empresa.example"))
                .containsExactly(new FoundAccount(USERNAME, "pr•••1", "•••001"));
        assertThat(found(masking, NATIONAL_ID, "8001002002"))
                .containsExactly(new FoundAccount(USERNAME, "si•••1", "8001002002"));
    }

    @Test
    void on_the_screen_a_phone_or_a_username_tells_the_address() {
        assertThat(found(showing, PHONE, "+573005550101"))
                .containsExactly(new FoundAccount(EMAIL, "proveedor1@empresa.example", "•••001"));
        assertThat(found(masking, USERNAME, "proveedor1"))
                .containsExactly(new FoundAccount(EMAIL, "p•••1@e•••.example", "•••001"));
        assertThat(found(masking, PHONE, "+57 300 555 0199"))
                .containsExactly(
                        new FoundAccount(EMAIL, "C•••o@e•••.example", "•••002"),
                        new FoundAccount(EMAIL, "c•••o@e•••.example", "•••001"));
    }

    @Test
    void the_full_answer_is_mailed_beside_the_masked_one_where_the_profile_says_so() {
        LookUpOutcome masked = ask(masking, NATIONAL_ID, "1020304001");

        assertThat(((LookUpOutcome.Shown) masked).message().code()).isEqualTo("lookup.shown-and-mailed");
        assertThat(masking.onlyMail().text()).contains("Nombre de usuario: proveedor1\n");
        LookUpOutcome full = ask(showing, NATIONAL_ID, "1020304001");
        assertThat(((LookUpOutcome.Shown) full).message().code()).isEqualTo("lookup.shown");
        assertThat(showing.mailbox.take()).isEmpty();
        LookUpOutcome unmailable = ask(masking, NATIONAL_ID, "8001002002");
        assertThat(((LookUpOutcome.Shown) unmailable).message().code()).isEqualTo("lookup.shown");
    }

    @ParameterizedTest
    @CsvSource({
        "NATIONAL_ID, 5555555555",
        "NATIONAL_ID, 8001002001",
        "USERNAME, sincorreo1",
        "USERNAME, nadie",
        "EMAIL, b@empresa.example",
        "PHONE, +57 300 555 0202",
    })
    void what_cannot_be_told_on_the_screen_leads_to_a_case(IdentifierKind kind, String text) {
        assertThat(ask(showing, kind, text))
                .asInstanceOf(type(LookUpOutcome.NotFound.class))
                .satisfies(nothing -> assertThat(nothing.draft())
                        .isEqualTo(new TicketDraft(
                                "HonduCompras 2.0",
                                "Solicitud o duda",
                                "Recuperación de usuario",
                                "lookup.not-found")));
    }

    @ParameterizedTest
    @CsvSource({
        "NATIONAL_ID, 08O1199000001, lookup.wrong-document",
        "NATIONAL_ID, 123, identifier.wrong-form",
        "NATIONAL_ID, 1234567890123456789012345678901234567890, identifier.wrong-form",
        "NATIONAL_ID, 123456789012345, lookup.wrong-document",
        "NATIONAL_ID, ١٠٢٠٣٠٤٠٠١, identifier.wrong-form",
        "PHONE, 300 555 0101, identifier.wrong-form",
        "EMAIL, 'ana(comentario)@empresa.example', identifier.wrong-form",
        "EMAIL, '\"ana\"@empresa.example', identifier.wrong-form",
        "EMAIL, ana@otra@empresa.example, identifier.wrong-form",
        "EMAIL, 'ana@empresa.example,otra@empresa.example', identifier.wrong-form",
        "EMAIL, 'ana@empresa.example\r\nBcc: otra@empresa.example', identifier.unreadable",
        "EMAIL, Ana <ana@empresa.example>, identifier.wrong-form",
        "USERNAME, '', identifier.empty",
    })
    void what_is_no_identifier_is_told_and_not_looked_up(IdentifierKind kind, String text, String code) {
        for (TestPortal portal : List.of(mailing, masking, showing)) {
            assertThat(ask(portal, kind, text))
                    .asInstanceOf(type(LookUpOutcome.Malformed.class))
                    .satisfies(malformed -> {
                        assertThat(malformed.message().code()).startsWith(code);
                        assertThat(malformed.draft().reason())
                                .isEqualTo(malformed.message().code());
                    });
            assertThat(portal.events).isEmpty();
        }
    }

    @Test
    void a_wrong_document_is_told_which_documents_there_are() {
        LookUpOutcome outcome = ask(mailing, NATIONAL_ID, "AB-123456");

        assertThat(((LookUpOutcome.Malformed) outcome).message().text())
                .contains("DNI (13 dígitos), RTN (14 dígitos), Documento de otro país (de 4 a 12 dígitos)");
    }

    @Test
    void a_kind_that_the_form_does_not_offer_is_refused() {
        TestPortal narrow = portal(
                Profiles.honducomprasWith(profile -> ((ObjectNode) profile.at("/username/recovers")).remove("phone")));

        assertThat(ask(narrow, PHONE, "+57 300 555 0101"))
                .asInstanceOf(type(LookUpOutcome.NotOffered.class))
                .satisfies(refused -> assertThat(refused.draft().reason()).isEqualTo("lookup.not-offered"));
        assertThat(narrow.events).isEmpty();
    }

    @Test
    void a_portal_that_does_not_offer_it_says_so() {
        Recupera recupera = portal(Profiles.honducomprasWith(profile -> profile.remove("username")))
                .builder()
                .build();

        assertThatThrownBy(recupera::usernames)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no username");
    }

    @Test
    void a_repeated_request_within_the_quiet_window_mails_nothing_more() {
        ask(mailing, EMAIL, CONSORTIUM);
        mailing.pass(Duration.ofSeconds(29));
        ask(mailing, EMAIL, CONSORTIUM);
        assertThat(mailing.mailbox.take()).hasSize(1);

        mailing.pass(Duration.ofSeconds(1));
        ask(mailing, EMAIL, CONSORTIUM);
        assertThat(mailing.mailbox.take()).hasSize(1);
    }

    @Test
    void a_profile_without_a_quiet_window_mails_every_request() {
        TestPortal eager = portal(
                Profiles.honducomprasWith(profile -> ((ObjectNode) profile.get("link")).put("quietWindow", "PT0S")));
        ask(eager, EMAIL, CONSORTIUM);
        eager.pass(Duration.ofSeconds(1));
        ask(eager, EMAIL, CONSORTIUM);

        assertThat(eager.mailbox.take()).hasSize(2);
    }

    @Test
    void a_mailbox_gets_no_more_than_its_budget_whoever_asks_and_by_whatever() {
        Recupera recupera = mailing.builder().build();
        int most = mailing.profile.limits().destination().attempts();
        for (int i = 0; i < 3 * most; i++) {
            ClientAddress client = ClientAddress.of("192.0.2." + i);
            recupera.usernames().request(USERNAME, "consorcio1", client);
            recupera.usernames().request(NATIONAL_ID, "9001002002", client);
            recupera.usernames().request(EMAIL, CONSORTIUM, client);
            recupera.drain();
            mailing.pass(Duration.ofSeconds(31));
        }

        long passed = 3L * most * 31;
        long refilled = passed * most / 3600;
        assertThat(mailing.mailbox.take().size())
                .isLessThanOrEqualTo((int) (most + refilled))
                .isGreaterThanOrEqualTo(most);
    }

    @Test
    void a_client_that_asks_too_often_waits_in_every_mode() {
        for (TestPortal portal : List.of(mailing, masking)) {
            Recupera recupera = portal.builder().build();
            int most = portal.profile.limits().client().attempts();
            List<LookUpOutcome> outcomes = IntStream.rangeClosed(0, most)
                    .mapToObj(i -> recupera.usernames().request(USERNAME, "nadie" + i, CLIENT))
                    .toList();

            assertThat(outcomes.get(0)).isNotInstanceOf(LookUpOutcome.Limited.class);
            assertThat(outcomes.get(most)).isInstanceOf(LookUpOutcome.Limited.class);
        }
    }

    @Test
    void on_the_screen_the_limits_hold_before_anything_is_looked_up() {
        TestPortal tight = portal(Profiles.showing("screen", false, 3));
        Recupera recupera = tight.builder().build();
        for (int i = 0; i < 3; i++) {
            assertThat(recupera.usernames().request(USERNAME, "proveedor1", CLIENT))
                    .isInstanceOf(LookUpOutcome.Shown.class);
        }
        tight.events.clear();

        assertThat(recupera.usernames().request(USERNAME, "proveedor1", CLIENT))
                .isInstanceOf(LookUpOutcome.Limited.class);
        assertThat(recupera.usernames().request(USERNAME, "nadie", CLIENT)).isInstanceOf(LookUpOutcome.Limited.class);
        assertThat(tight.events).extracting(Event::type).containsOnly(Event.Type.LIMIT_REACHED);
        assertThat(recupera.usernames().request(USERNAME, "proveedor1", ClientAddress.of("192.0.2.99")))
                .isInstanceOf(LookUpOutcome.Shown.class);
    }

    @Test
    void on_the_screen_one_identifier_cannot_be_asked_for_by_many_clients_without_end() {
        Recupera recupera = showing.builder().build();
        int most = showing.profile.limits().identifier().attempts();
        for (String username : List.of("proveedor1", "nadie")) {
            List<LookUpOutcome> outcomes = IntStream.rangeClosed(0, most)
                    .mapToObj(
                            i -> recupera.usernames().request(USERNAME, username, ClientAddress.of("198.51.100." + i)))
                    .toList();

            assertThat(outcomes.get(most - 1)).isNotInstanceOf(LookUpOutcome.Limited.class);
            assertThat(outcomes.get(most)).isInstanceOf(LookUpOutcome.Limited.class);
        }
    }

    @Test
    void by_mail_an_identifier_over_its_limit_is_answered_as_always_and_mailed_nothing() {
        Recupera recupera = mailing.builder().build();
        int most = mailing.profile.limits().identifier().attempts();
        LookUpOutcome last = null;
        for (int i = 0; i <= most; i++) {
            last = recupera.usernames().request(EMAIL, CONSORTIUM, ClientAddress.of("198.51.100." + i));
            recupera.drain();
            mailing.pass(Duration.ofSeconds(30));
        }

        assertThat(last).isInstanceOf(LookUpOutcome.Accepted.class);
        assertThat(mailing.mailbox.take()).hasSize(most);
    }

    @Test
    void a_request_over_its_limit_swallows_none_within_it_that_comes_before_it_is_carried_out() {
        Recupera recupera = mailing.builder().build();
        recupera.usernames().request(EMAIL, CONSORTIUM, CLIENT);
        recupera.drain();
        assertThat(mailing.mailbox.take()).hasSize(1);
        mailing.pass(Duration.ofSeconds(29));
        recupera.usernames().request(EMAIL, CONSORTIUM, CLIENT);
        mailing.pass(Duration.ofSeconds(2));
        recupera.usernames().request(EMAIL, CONSORTIUM, CLIENT);
        recupera.drain();

        assertThat(mailing.mailbox.take()).hasSize(1);
    }

    @Test
    void on_the_screen_nobody_is_looked_up_past_any_limit() {
        TestPortal tight = portal(Profiles.showing("screen", false, 50));
        AtomicInteger lookUps = new AtomicInteger();
        UserDirectory counting = new UserDirectory() {
            @Override
            public List<Account> find(PortalId portal, Identifier identifier) {
                lookUps.incrementAndGet();
                return tight.accounts.find(portal, identifier);
            }

            @Override
            public Optional<Account> byId(PortalId portal, AccountId id) {
                return tight.accounts.byId(portal, id);
            }
        };
        Recupera recupera = tight.builder().users(counting).build();
        int perIdentifier = tight.profile.limits().identifier().attempts();
        for (int i = 0; i < 2 * perIdentifier; i++) {
            recupera.usernames().request(USERNAME, "nadie", ClientAddress.of("198.51.100." + i));
        }
        assertThat(lookUps).hasValue(perIdentifier);

        lookUps.set(0);
        List<LookUpOutcome> outcomes = IntStream.range(0, 80)
                .mapToObj(i -> recupera.usernames().request(USERNAME, "otro" + i, CLIENT))
                .toList();
        assertThat(lookUps).as("the limit of the screen").hasValue(50);
        assertThat(outcomes.get(79))
                .asInstanceOf(type(LookUpOutcome.Limited.class))
                .satisfies(limited -> assertThat(limited.draft().reason()).isEqualTo("limit.reached"));
    }

    @Test
    void on_the_screen_listeners_learn_of_a_look_up_that_found_nobody() {
        ask(showing, NATIONAL_ID, "5555555555");
        assertThat(showing.eventTypes()).containsExactly(Event.Type.LOOK_UP_REQUESTED, Event.Type.ACCOUNT_UNKNOWN);
        showing.events.clear();
        ask(showing, NATIONAL_ID, "8001002001");
        assertThat(showing.eventTypes()).containsExactly(Event.Type.LOOK_UP_REQUESTED, Event.Type.ACCOUNT_NOT_SERVED);
    }

    @Test
    void a_mail_that_is_tried_again_is_the_same_mail() {
        List<OutgoingMail> tried = new ArrayList<>();
        MailSender second = mail -> {
            tried.add(mail);
            return tried.size() == 1
                    ? new MailSender.Result.Deferred("451 later", null)
                    : new MailSender.Result.Accepted();
        };
        Recupera recupera = mailing.builder().mail(second).build();
        recupera.usernames().request(EMAIL, CONSORTIUM, CLIENT);
        recupera.drain();
        mailing.pass(Duration.ofMinutes(1));
        recupera.drain();

        assertThat(tried).hasSize(2);
        assertThat(tried.get(1).messageId()).isEqualTo(tried.get(0).messageId());
        assertThat(tried.get(1).text()).isEqualTo(tried.get(0).text());
        assertThat(tried.get(1).date()).isEqualTo(tried.get(0).date());
    }

    @Test
    void an_account_that_changed_before_the_mail_was_written_is_not_told_of_at_its_former_address() {
        Recupera recupera = mailing.builder()
                .mail(mail -> new MailSender.Result.Deferred("451 later", null))
                .build();
        recupera.usernames().request(USERNAME, "proveedor1", CLIENT);
        recupera.drain();
        mailing.accounts.update(
                mailing.id,
                account("1", "proveedor1", "nuevo@empresa.example", "1020304001", null)
                        .build());
        mailing.pass(Duration.ofMinutes(1));
        mailing.builder().build().drain();

        assertThat(mailing.mailbox.take()).isEmpty();
        assertThat(mailing.eventTypes()).contains(Event.Type.MAIL_DROPPED);
    }

    @Test
    void nothing_that_was_typed_or_found_reaches_an_event_or_a_text_form() {
        List<Object> said = new ArrayList<>();
        for (TestPortal portal : List.of(mailing, masking, showing)) {
            said.add(ask(portal, NATIONAL_ID, "1020304001"));
            said.add(ask(portal, EMAIL, "proveedor1@empresa.example"));
            said.add(ask(portal, EMAIL, "desconocido-canario@empresa.example"));
            said.add(portal.events);
            said.add(portal.mailbox.mails());
        }

        assertThat(said.toString())
                .contains("LOOK_UP_REQUESTED", "LOOK_UP_SHOWN", "ACCOUNT_UNKNOWN", "MAIL_ACCEPTED")
                .doesNotContain("1020304001", "proveedor1", "canario");
    }
}
