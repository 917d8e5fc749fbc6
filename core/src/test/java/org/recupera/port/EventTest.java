package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventTest {

    private static final Event EVENT = Event.of(
            Instant.parse("2026-11-20T15:00:00.000001Z"), new PortalId("honducompras"), Event.Type.MAIL_DEFERRED);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void as_json_it_has_its_subject_and_details_and_never_the_account() throws Exception {
        String json = EVENT.about(new AccountId("cuenta-canaria"), "seudonimo")
                .with("mail", "link")
                .with("reason", "451 \"mañana\"\r\n\\ \u2028 🔑")
                .toJson();

        assertThat(JSON.readValue(json, new TypeReference<Map<String, String>>() {}))
                .isEqualTo(Map.of(
                        "at", "2026-11-20T15:00:00.000001Z",
                        "portal", "honducompras",
                        "type", "MAIL_DEFERRED",
                        "subject", "seudonimo",
                        "mail", "link",
                        "reason", "451 \"mañana\"\r\n\\ \u2028 🔑"));
        assertThat(json).doesNotContain("cuenta-canaria");
    }

    @Test
    void without_a_subject_it_is_json_without_one() {
        assertThat(EVENT.toJson())
                .isEqualTo(
                        "{\"at\":\"2026-11-20T15:00:00.000001Z\",\"portal\":\"honducompras\",\"type\":\"MAIL_DEFERRED\"}");
    }

    @Test
    void any_text_survives_in_printable_ascii() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(20), 0, 0x10000).forEach(unit -> text.append((char) unit));
            random.ints(random.nextInt(20), 0, 0x80).forEach(unit -> text.append((char) unit));
            String json = EVENT.with("reason", text.toString()).toJson();
            assertThat(json).as("seed %d", seed).matches("[ -~]*");
            assertThat(JSON.readTree(json).get("reason").textValue())
                    .as("seed %d", seed)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void a_value_that_is_too_long_is_cut() throws Exception {
        String json = EVENT.with("reason", "🔑".repeat(5_000)).toJson();

        assertThat(JSON.readTree(json).get("reason").textValue()).isEqualTo("🔑".repeat(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "portal", "type", "subject"})
    void a_detail_does_not_take_the_place_of_what_every_event_has(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVENT.with(name, "forged"))
                .withMessageContaining(name);
    }
}
