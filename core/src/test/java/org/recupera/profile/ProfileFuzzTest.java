package org.recupera.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.port.Secret;

/** Whatever somebody writes at one place of a profile: the portal can speak, or all that is wrong is told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProfileFuzzTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Profile.class.getResourceAsStream("profile.schema.json"));

    private static final JsonNode THIRD_PORTAL = thirdPortal();

    /** What somebody pasted into the wrong line. */
    private static final String PASTED = "7Q4K9M2XJ0secreto";

    /** How a place is changed. */
    enum Change {
        TEXT,
        SECRET,
        NUMBER,
        FLAG,
        NOTHING,
        EMPTY_LIST,
        EMPTY_OBJECT,
        REMOVED,
        TWICE,
        ANOTHER_KEY
    }

    static Stream<Arguments> changes() {
        return Stream.of(eachPlace(Change.REMOVED), eachPlace(Change.SECRET), textsInEveryWay())
                .flatMap(Function.identity());
    }

    private static Stream<Arguments> eachPlace(Change change) {
        List<Place> places = new ArrayList<>();
        collect(THIRD_PORTAL, places);
        return IntStream.range(0, places.size()).mapToObj(place -> Arguments.of(change, place, "", 0L));
    }

    private static Stream<Arguments> textsInEveryWay() {
        return Stream.of(
                        "",
                        "compras-2",
                        "es-CO",
                        "Etc/UTC",
                        "PT61M",
                        "P1000D",
                        "https://a.example/x?y#z",
                        "/casos/../estado",
                        "{{link}} {{{raw}}} {{> otro}}",
                        "08:00-25:00",
                        "2027-02-29",
                        "\u0000\u2028\ud83d\udd11")
                .flatMap(text -> Stream.of(Change.values())
                        .map(change -> Arguments.of(change, Math.floorMod(text.hashCode(), 1_000), text, 9L)));
    }

    @MethodSource("changes")
    @FuzzTest
    void a_profile_is_of_use_or_says_what_is_wrong_without_repeating_it(
            @NotNull Change change, @InRange(min = 0) int place, @NotNull String text, long number) throws IOException {
        JsonNode root = THIRD_PORTAL.deepCopy();
        List<Place> places = new ArrayList<>();
        collect(root, places);
        places.get(place % places.size()).change(change, text, number);
        byte[] json = MAPPER.writeValueAsBytes(root);

        Profile profile;
        try {
            profile = ProfileReader.read(
                    file -> file.equals("profile.json") ? new ByteArrayInputStream(json) : null, "profile.json");
        } catch (ProfileException refused) {
            assertTold(refused);
            return;
        }
        assertThat(SCHEMA.validate(MAPPER.readTree(json))).isEmpty();
        if (profile.link().baseUrl() == null) {
            // It need not stand in the file.
            profile = profile.withBaseUrl(URI.create("https://compras.example"));
        }
        assertThat(profile.page(profile.link().path())).hasNoFragment().hasNoUserInfo();
        RenderedMail mail = profile.render(
                MailTemplate.LINK,
                Map.of("username", "ana", "link", profile.linkTo(Secret.of("k1.abc"))),
                profile.language());
        assertThat(mail.subject()).doesNotContain("\r", "\n");
        assertThat(profile.pageTexts(profile.language())).isNotNull();
    }

    private static JsonNode thirdPortal() {
        try {
            return MAPPER.readTree(PortalFiles.thirdPortal());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void assertTold(ProfileException refused) {
        assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.path()).isNotEmpty();
            assertThat(problem.toString().codePoints()).noneMatch(Character::isISOControl);
            assertThat(problem.toString().getBytes(UTF_8)).hasSizeLessThan(4_000);
        });
        assertThat(refused.getMessage()).doesNotContain(PASTED);
    }

    /** A value and where it stands. */
    private record Place(JsonNode parent, String key, int index) {

        void change(Change change, String text, long number) {
            JsonNode now = parent instanceof ArrayNode list ? list.get(index) : parent.get(key);
            switch (change) {
                case TEXT -> put(MAPPER.getNodeFactory().textNode(text));
                case SECRET -> put(MAPPER.getNodeFactory().textNode(PASTED + text));
                case NUMBER -> put(MAPPER.getNodeFactory().numberNode(number));
                case FLAG -> put(MAPPER.getNodeFactory().booleanNode(number > 0));
                case NOTHING -> put(MAPPER.getNodeFactory().nullNode());
                case EMPTY_LIST -> put(MAPPER.createArrayNode());
                case EMPTY_OBJECT -> put(MAPPER.createObjectNode());
                case REMOVED -> {
                    if (parent instanceof ArrayNode list) {
                        list.remove(index);
                    } else {
                        ((ObjectNode) parent).remove(key);
                    }
                }
                case TWICE -> {
                    if (parent instanceof ArrayNode list) {
                        list.insert(index, now.deepCopy());
                    } else {
                        ((ObjectNode) parent).set(text, now.deepCopy());
                    }
                }
                case ANOTHER_KEY -> {
                    if (parent instanceof ObjectNode object) {
                        object.remove(key);
                        object.set(text, now);
                    }
                }
            }
        }

        private void put(JsonNode value) {
            if (parent instanceof ArrayNode list) {
                list.set(index, value);
            } else {
                ((ObjectNode) parent).set(key, value);
            }
        }
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(list, "", i));
                collect(list.get(i), places);
            }
        }
        node.fieldNames().forEachRemaining(key -> {
            places.add(new Place(node, key, 0));
            collect(node.get(key), places);
        });
    }
}
