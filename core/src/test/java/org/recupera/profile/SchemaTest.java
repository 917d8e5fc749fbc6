package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.profile.ProfileException.Problem;

/** Holds the published schema to what is really read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Profile.class.getResourceAsStream("profile.schema.json"));

    @TempDir
    Path folder;

    @EachShippedProfile
    void each_shipped_profile_keeps_to_it(String name) throws IOException {
        try (var shipped = Profile.class.getResourceAsStream(name + "/profile.json")) {
            assertThat(schema.validate(MAPPER.readTree(shipped))).isEmpty();
        }
    }

    @Test
    void a_profile_with_every_key_keeps_to_it() throws IOException {
        assertThat(schema.validate(MAPPER.readTree(PortalFiles.thirdPortal()))).isEmpty();
    }

    @Test
    void it_names_the_keys_that_are_read_and_no_others() throws IOException {
        JsonNode profile = MAPPER.readTree(PortalFiles.thirdPortal());
        ObjectNode crowded = profile.deepCopy();
        for (String place : List.of(
                "",
                "/link",
                "/limits",
                "/limits/total",
                "/password",
                "/password/composition",
                "/password/breached",
                "/username",
                "/username/recovers",
                "/username/screenLimit",
                "/username/documents/0",
                "/username/case",
                "/securityQuestion",
                "/securityQuestion/tries",
                "/securityQuestion/case",
                "/supportCase",
                "/supportCase/numbers",
                "/supportCase/form",
                "/supportCase/form/fields/0",
                "/supportCase/form/fields/0/options/0",
                "/supportCase/attachments",
                "/supportCase/hours",
                "/supportCase/hours/week",
                "/supportCase/limits",
                "/sender",
                "/contact",
                "/contact/helpLinks/0")) {
            ((ObjectNode) crowded.at(place)).put("nobody", 1);
        }
        new PortalFiles(folder).with("profile.json", MAPPER.writeValueAsString(crowded));

        List<String> read = new ArrayList<>();
        for (Problem problem : catchThrowableOfType(ProfileException.class, () -> new PortalFiles(folder).read())
                .problems()) {
            read.add(problem.path() + problem.what().replaceFirst("unknown; the keys here are", ""));
        }

        JsonNode properties = schema.getSchemaNode().path("properties");
        assertThat(read)
                .containsExactlyInAnyOrder(
                        "$.nobody " + keys(properties),
                        "$.link.nobody " + keys(properties.at("/link/properties")),
                        "$.limits.nobody " + keys(properties.at("/limits/properties")),
                        "$.limits.total.nobody " + keys(schema.getSchemaNode().at("/$defs/allowance/properties")),
                        "$.password.nobody " + keys(properties.at("/password/properties")),
                        "$.password.composition.nobody "
                                + keys(properties.at("/password/properties/composition/properties")),
                        "$.password.breached.nobody " + keys(properties.at("/password/properties/breached/properties")),
                        "$.username.nobody " + keys(properties.at("/username/properties")),
                        "$.username.recovers.nobody " + keys(properties.at("/username/properties/recovers/properties")),
                        "$.username.screenLimit.nobody "
                                + keys(schema.getSchemaNode().at("/$defs/allowance/properties")),
                        "$.username.documents[0].nobody "
                                + keys(properties.at("/username/properties/documents/items/properties")),
                        "$.username.case.nobody " + keys(properties.at("/username/properties/case/properties")),
                        "$.securityQuestion.nobody " + keys(properties.at("/securityQuestion/properties")),
                        "$.securityQuestion.tries.nobody "
                                + keys(schema.getSchemaNode().at("/$defs/allowance/properties")),
                        "$.securityQuestion.case.nobody "
                                + keys(properties.at("/securityQuestion/properties/case/properties")),
                        "$.supportCase.nobody " + keys(properties.at("/supportCase/properties")),
                        "$.supportCase.numbers.nobody "
                                + keys(properties.at("/supportCase/properties/numbers/properties")),
                        "$.supportCase.form.nobody " + keys(properties.at("/supportCase/properties/form/properties")),
                        "$.supportCase.form.fields[0].nobody "
                                + keys(properties.at(
                                        "/supportCase/properties/form/properties/fields/items/properties")),
                        "$.supportCase.form.fields[0].options[0].nobody "
                                + keys(
                                        properties.at(
                                                "/supportCase/properties/form/properties/fields/items/properties/options/items/properties")),
                        "$.supportCase.attachments.nobody "
                                + keys(properties.at("/supportCase/properties/attachments/properties")),
                        "$.supportCase.hours.nobody " + keys(properties.at("/supportCase/properties/hours/properties")),
                        "$.supportCase.hours.week.nobody "
                                + keys(properties.at("/supportCase/properties/hours/properties/week/properties")),
                        "$.supportCase.limits.nobody "
                                + keys(properties.at("/supportCase/properties/limits/properties")),
                        "$.sender.nobody " + keys(properties.at("/sender/properties")),
                        "$.contact.nobody " + keys(properties.at("/contact/properties")),
                        "$.contact.helpLinks[0].nobody "
                                + keys(properties.at("/contact/properties/helpLinks/items/properties")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "/portal              | -",
                "/portal              | `\"Compras\"`",
                "/nobody              | 1",
                "/name                | `\"\"`",
                "/link/life           | 3600",
                "/link/life           | `\"60\"`",
                "/link/baseUrl        | `\"javascript:alert(1)\"`",
                "/link/baseUrl        | `\"https://a:b@c.example\"`",
                "/link/path           | `\"clave\"`",
                "/link/placement      | `\"QUERY\"`",
                "/link/mailsPerHour   | `\"5\"`",
                "/link/mailsPerHour   | 61",
                "/limits/client       | {}",
                "/password/minimumLength | 7",
                "/password/secondFactor | false",
                "/password/secondFactor | -",
                "/password/secondFactor | `\"yes\"`",
                "/password/names      | `[\"ADC\", \"ADC\"]`",
                "/password/composition/digits | 9",
                "/password/composition/signs | 1",
                "/password/breached/service | `\"https://a:b@c.example\"`",
                "/password/breached/timeLimit | 2",
                "/password/breached/whenUnknown | -",
                "/password/breached/whenUnknown | `\"open\"`",
                "/password/maximumLength | 257",
                "/username            | {}",
                "/username/recovers   | {}",
                "/username/recovers/username | `\"username\"`",
                "/username/recovers/phone | `\"phone\"`",
                "/username/recovers/cedula | `\"username\"`",
                "/username/disclosure | `\"SCREEN\"`",
                "/username/alsoByMail | `\"yes\"`",
                "/username/documents/0/leastDigits | 3",
                "/username/case/system | -",
                "/securityQuestion    | {}",
                "/securityQuestion/mode | `\"off\"`",
                "/securityQuestion/skippable | 1",
                "/securityQuestion/questions | []",
                "/securityQuestion/questions/0 | `\"¿Escuela?\"`",
                "/securityQuestion/tries | 5",
                "/supportCase         | {}",
                "/supportCase/numbers/prefix | `\"hc\"`",
                "/supportCase/numbers/prefix | `\"HONDUCOMPRAS\"`",
                "/supportCase/numbers/order | `\"counted\"`",
                "/supportCase/form/version | `\"v 1\"`",
                "/supportCase/form/fields | []",
                "/supportCase/form/fields/0/name | `\"número\"`",
                "/supportCase/form/fields/0/kind | `\"CHOICE\"`",
                "/supportCase/form/fields/0/kind | `\"line\"`",
                "/supportCase/form/fields/0/role | `\"document_type\"`",
                "/supportCase/form/fields/0/required | 1",
                "/supportCase/form/fields/0/maximumLength | 10",
                "/supportCase/form/fields/0/options | -",
                "/supportCase/form/fields/0/options/0/id | `\"help\"`",
                "/supportCase/form/fields/0/options/0/id | `\"Compras\"`",
                "/supportCase/form/fields/2/options/0/when/tipo | []",
                "/supportCase/form/fields/2/options/0/when/tipo | `\"duda\"`",
                "/supportCase/form/fields/10/maximumLength | 20001",
                "/supportCase/form/fields/10/maximumLength | 0",
                "/supportCase/attachments/types | `[\"gif\"]`",
                "/supportCase/attachments/maxFiles | 21",
                "/supportCase/attachments/maxBytes | 65537",
                "/supportCase/attachments/reencode | -",
                "/supportCase/hours/week | {}",
                "/supportCase/hours/week/monday/0 | `\"8:00-12:00\"`",
                "/supportCase/hours/exceptions/tomorrow | []",
                "/supportCase/hours/holidays | `\"GT\"`",
                "/supportCase/hours   | -",
                "/supportCase/limits/status | -",
                "/supportCase/retention | `\"two years\"`",
                "/supportCase/statusPath | `\"caso\"`",
                "/sender/address      | `\"Portal <a@b.example>\"`",
                "/contact             | {}",
                "/contact/phones      | `[\"1\", \"1\"]`",
                "/contact/support     | `\"ayuda.example\"`",
                "/messages            | {}",
                "/messages/spanish    | {}",
                "/messages/es/password.requested | -",
                "/messages/es/link.used | 5",
            })
    void an_editor_refuses_what_the_library_refuses(String pointer, String json) throws IOException {
        JsonNode profile = MAPPER.readTree(PortalFiles.thirdPortalWith(pointer, json));

        assertThat(schema.validate(profile)).isNotEmpty();
    }

    private static String keys(JsonNode properties) {
        Set<String> keys = new TreeSet<>();
        properties.fieldNames().forEachRemaining(keys::add);
        return String.join(", ", keys);
    }
}
