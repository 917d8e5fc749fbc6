package org.recupera.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.memory.InMemoryStorage;
import org.recupera.port.Allowance;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BudgetsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T18:00:00Z");
    private static final Allowance ONE_AN_HOUR = new Allowance(1, Duration.ofHours(1));
    private static final Profile PROFILE = Profile.named("honducompras");

    private final List<Event> events = new ArrayList<>();
    private final Budgets budgets = Budgets.of(
            PROFILE,
            InMemoryStorage.create().attempts(),
            Keys.of(KeyRing.of(Secret.of("q3v1T0bqXUu0H6tGm8dZ5cYw7nRkJp2sLf9eAiWxVzE="))),
            events::add);

    @Test
    void a_spent_budget_says_how_long_to_wait_and_is_told() {
        assertThat(budgets.take("client", "a", ONE_AN_HOUR, NOON)).isZero();
        assertThat(events).isEmpty();

        assertThat(budgets.take("client", "a", ONE_AN_HOUR, NOON, event -> event.with("who", "ana")))
                .isEqualTo(Duration.ofHours(1));
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo(Event.Type.LIMIT_REACHED))
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("limit", "client")
                        .containsEntry("who", "ana"));
    }

    @Test
    void budgets_of_other_scopes_and_values_are_not_touched() {
        budgets.take("client", "a", ONE_AN_HOUR, NOON);

        assertThat(budgets.take("client", "b", ONE_AN_HOUR, NOON)).isZero();
        assertThat(budgets.take("identifier", "a", ONE_AN_HOUR, NOON)).isZero();
    }

    @Test
    void an_attempt_that_is_given_back_can_be_taken_again() {
        budgets.take("client", "a", ONE_AN_HOUR, NOON);
        budgets.giveBack("client", "a", ONE_AN_HOUR, NOON);

        assertThat(budgets.take("client", "a", ONE_AN_HOUR, NOON)).isZero();
    }

    @Test
    void a_network_has_what_ten_clients_have_and_spends_nothing_of_another_network() {
        for (int i = 0; i < 10; i++) {
            ClientAddress client = ClientAddress.of("2001:db8:7:" + i + "::1");
            assertThat(budgets.take("client", client, ONE_AN_HOUR, NOON)).isZero();
        }

        assertThat(budgets.take("client", ClientAddress.of("2001:db8:7:10::1"), ONE_AN_HOUR, NOON))
                .isPositive();
        assertThat(budgets.take("client", ClientAddress.of("2001:db8:8:10::1"), ONE_AN_HOUR, NOON))
                .isZero();
    }

    @Test
    void a_client_of_a_network_that_has_something_left_has_no_more_than_its_own() {
        ClientAddress client = ClientAddress.of("2001:db8:7::1");
        assertThat(budgets.take("client", client, ONE_AN_HOUR, NOON)).isZero();

        assertThat(budgets.take("client", client, ONE_AN_HOUR, NOON)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_client_that_is_refused_spends_nothing_of_its_network() {
        ClientAddress client = ClientAddress.of("2001:db8:7::1");
        budgets.take("client", client, ONE_AN_HOUR, NOON);
        for (int i = 0; i < 20; i++) {
            assertThat(budgets.take("client", client, ONE_AN_HOUR, NOON.plusSeconds(i)))
                    .isPositive();
        }

        for (int i = 1; i < 10; i++) {
            ClientAddress stranger = ClientAddress.of("2001:db8:7:" + i + "::1");
            assertThat(budgets.take("client", stranger, ONE_AN_HOUR, NOON.plusSeconds(20)))
                    .isZero();
        }
    }

    @Test
    void a_unit_of_work_takes_once_for_an_instant_whatever_it_is_tried() {
        List<String> taken = new ArrayList<>();
        BooleanSupplier take = () -> taken.add("once more");
        assertThat(budgets.allowOnce("unit", NOON, Duration.ofHours(1), take)).isTrue();
        assertThat(budgets.allowOnce("unit", NOON, Duration.ofHours(1), take)).isTrue();
        assertThat(taken).hasSize(1);

        assertThat(budgets.allowOnce("another", NOON, Duration.ofHours(1), take))
                .isTrue();
        assertThat(budgets.allowOnce("unit", NOON.plusSeconds(1), Duration.ofHours(1), take))
                .isTrue();
        assertThat(budgets.allowOnce("unit", NOON.plus(Duration.ofHours(1)), Duration.ofHours(1), take))
                .as("forgotten")
                .isTrue();
        assertThat(taken).hasSize(4);
        assertThat(events).isEmpty();
    }

    @Test
    void a_unit_of_work_that_was_refused_is_not_let_through_at_its_next_try() {
        Duration hour = Duration.ofHours(1);
        assertThat(budgets.allowOnce("unit", NOON, hour, () -> false)).isFalse();
        assertThat(budgets.allowOnce("unit", NOON, hour, () -> false)).isFalse();
        assertThat(budgets.allowOnce("unit", NOON, hour, () -> true)).isTrue();
        assertThat(budgets.allowOnce("unit", NOON, hour, () -> false))
                .as("allowed before")
                .isTrue();
    }

    @Test
    void a_mailbox_is_written_to_as_often_as_the_profile_allows() {
        int allowed = PROFILE.limits().destination().attempts();
        for (int i = 0; i < allowed; i++) {
            assertThat(budgets.allowsMail("ana@empresa.example", NOON)).isTrue();
        }

        assertThat(budgets.allowsMail("ana@empresa.example", NOON)).isFalse();
        assertThat(budgets.allowsMail("beto@empresa.example", NOON)).isTrue();
    }

    @Test
    void a_mailbox_is_the_same_in_capitals() {
        assertThat(Budgets.mailbox(new EmailAddress("Ana.Perez+a@Empresa.Example")))
                .isEqualTo("ana.perez+a@empresa.example");
    }

    @ParameterizedTest
    @CsvSource({
        "ana+compras@empresa.example, ana@empresa.example",
        "ana+a+b@empresa.example, ana@empresa.example",
        "a+@empresa.example, a@empresa.example",
        "ana@empresa.example, ana@empresa.example",
        "+504@empresa.example, +504@empresa.example",
    })
    void what_follows_a_plus_sign_is_no_part_of_a_mailbox_unless_nothing_is_before_it(String typed, String counted) {
        assertThat(Budgets.withoutTag(typed)).isEqualTo(counted);
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT1M, 1", "PT1M0.000000001S, 2", "PT59M59S, 60"})
    void a_wait_is_told_in_whole_minutes_rounded_up(Duration wait, String minutes) {
        assertThat(Waiting.message(PROFILE, wait))
                .isEqualTo(PROFILE.message("limit.reached", Map.of("minutes", minutes)));
    }
}
