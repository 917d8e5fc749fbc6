package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.profile.ProfileException.Problem;

/** What a profile may not say of support cases, and where it is told so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrictCaseReadingTest {

    private static final String MAIL =
            "{\"name\": \"correo\", \"kind\": \"email\", \"role\": \"email\", \"required\": true}";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "``                   | null                         | ``",
                "``                   | []                           | ``",
                "/numbers             | -                            | .numbers",
                "/numbers/prefix      | `\"hc\"`                     | .numbers.prefix",
                "/numbers/prefix      | `\"HC-1\"`                   | .numbers.prefix",
                "/numbers/prefix      | `\"ÑC\"`                     | .numbers.prefix",
                "/numbers/prefix      | `\"123456789\"`              | .numbers.prefix",
                "/numbers/order       | -                            | .numbers.order",
                "/numbers/order       | `\"RANDOM\"`                 | .numbers.order",
                "/numbers/start       | 5                            | .numbers.start",
                "/attachments         | null                         | .attachments",
                "/attachments/types   | []                           | .attachments.types",
                "/attachments/types   | -                            | .attachments.types",
                "/attachments/types   | `[\"gif\"]`                  | .attachments.types",
                "/attachments/types   | `[\"PNG\"]`                  | .attachments.types",
                "/attachments/types   | `[\"png\", \"png\"]`         | .attachments.types[1]",
                "/attachments/maxFiles | 0                           | .attachments.maxFiles",
                "/attachments/maxFiles | 21                          | .attachments.maxFiles",
                "/attachments/maxBytes | 65535                       | .attachments.maxBytes",
                "/attachments/maxBytes | 66000                       | .attachments.maxBytes",
                "/attachments/maxBytes | 132096                      | .attachments.maxBytesInAll",
                "/attachments/maxBytesInAll | 131073                 | .attachments.maxBytesInAll",
                "/attachments/maxBytesInAll | 104858624              | .attachments.maxBytesInAll",
                "/attachments/maxPixels | 999999                     | .attachments.maxPixels",
                "/attachments/maxPixels | 100000001                  | .attachments.maxPixels",
                "/attachments/reencode | -                           | .attachments.reencode",
                "/attachments/reencode | `\"no\"`                    | .attachments.reencode",
                "/attachments/scan    | true                         | .attachments.scan",
                "/hours               | null                         | .hours",
                "/hours               | -                            | .promise",
                "/hours/week          | -                            | .hours.week",
                "/hours/week          | {}                           | .hours.week",
                "/hours/week          | `{\"monday\": []}`           | .hours.week",
                "/hours/week/Monday   | []                           | .hours.week.Monday",
                "/hours/week/monday   | `\"08:00-12:00\"`            | .hours.week.monday",
                "/hours/week/monday   | `[\"8:00-12:00\"]`           | .hours.week.monday",
                "/hours/week/monday   | `[\"12:00-08:00\"]`          | .hours.week.monday",
                "/hours/week/monday   | `[\"08:00-12:00\", \"11:59-16:00\"]` | .hours.week.monday",
                "/hours/week/monday   | `[\"08:00-24:01\"]`          | .hours.week.monday",
                "/hours/exceptions/2026-02-30 | []                   | .hours.exceptions[\"2026-02-30\"]",
                "/hours/exceptions/24-12-2026 | []                   | .hours.exceptions[\"24-12-2026\"]",
                "/hours/exceptions/2026-12-24 | `[\"closed\"]`       | .hours.exceptions[\"2026-12-24\"]",
                "/hours/holidays      | `\"GT\"`                     | .hours.holidays",
                "/hours/holidays      | null                         | .hours.holidays",
                "/hours/zone          | `\"UTC\"`                    | .hours.zone",
                "/promise             | `\"16 h\"`                   | .promise",
                "/promise             | `\"PT0S\"`                   | .promise",
                "/promise             | `\"P31D\"`                   | .promise",
                "/limits              | -                            | .limits",
                "/limits/client       | -                            | .limits.client",
                "/limits/address/attempts | 0                        | .limits.address.attempts",
                "/limits/status/window | `\"P8D\"`                   | .limits.status.window",
                "/limits/total        | {}                           | .limits.total",
                "/retention           | `\"P29D\"`                   | .retention",
                "/retention           | `\"P3651D\"`                 | .retention",
                "/retention           | `\"P2Y\"`                    | .retention",
                "/statusPath          | -                            | .statusPath",
                "/statusPath          | `\"caso\"`                   | .statusPath",
                "/statusPath          | `\"//evil.example\"`         | .statusPath",
                "/statusPath          | `\"/caso?n=1\"`              | .statusPath",
                "/desk                | {}                           | .desk",
            })
    void what_may_not_stand_there_is_refused_by_its_place(String pointer, String json, String path) {
        assertThat(refusals(PortalFiles.thirdPortalWith("/supportCase" + pointer, json)))
                .containsExactly("$.supportCase" + path);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "/version             | -                            | .version",
                "/version             | `\"\"`                       | .version",
                "/version             | `\"1 2\"`                    | .version",
                "/fields              | -                            | .fields",
                "/fields              | []                           | .fields",
                "/fields              | {}                           | .fields",
                "/fields/0            | `\"sistema\"`                | .fields[0]",
                "/fields/11/name      | -                            | .fields[11].name",
                "/fields/11/name      | `\"1archivo\"`               | .fields[11].name",
                "/fields/11/name      | `\"número\"`                 | .fields[11].name",
                "/fields/11/name      | `\"a.help\"`                 | .fields[11].name",
                "/fields/11/name      | `\"correo\"`                 | .fields[11].name",
                "/fields/7/kind       | -                            | .fields[7].kind",
                "/fields/7/kind       | `\"Name\"`                   | .fields[7].kind",
                "/fields/7/kind       | `\"line\"`                   | .fields[7].role",
                "/fields/7/kind       | null                         | .fields[7].kind",
                "/fields/7/role       | `\"boss\"`                   | .fields[7].role",
                "/fields/7/role       | `\"document_type\"`          | .fields[7].role",
                "/fields/7/role       | `\"phone\"`                  | .fields[7].role",
                "/fields/7/required   | `\"yes\"`                    | .fields[7].required",
                "/fields/7/maximumLength | 0                         | .fields[7].maximumLength",
                "/fields/7/maximumLength | 201                       | .fields[7].maximumLength",
                "/fields/9/maximumLength | 255                       | .fields[9].maximumLength",
                "/fields/10/maximumLength | 20001                    | .fields[10].maximumLength",
                "/fields/0/maximumLength | 5                         | .fields[0].maximumLength",
                "/fields/11/maximumLength | 5                        | .fields[11].maximumLength",
                "/fields/7/help       | `\"x\"`                      | .fields[7].help",
                "/fields/7/options    | []                           | .fields[7].options",
                "/fields/5/options    | -                            | .fields[5].options",
                "/fields/3/role       | `\"type\"`                   | .fields[3].role",
                "/fields/9/role       | -                            | .fields",
                "/fields/9/required   | false                        | .fields[9].required",
                "/fields/9/required   | -                            | .fields[9].required",
                "/fields/9/when       | `{\"tipo\": [\"duda\"]}`      | .fields[9].when",
                "/fields/11/required  | true                         | .fields[11].required",
                "/fields/11/when      | `{\"tipo\": [\"duda\"]}`      | .fields[11].when",
                "/fields/7            | `{\"name\": \"mas\", \"kind\": \"files\"}` | .fields[11].kind",
                "/fields/5/options/0/id | -                          | .fields[5].options[0].id",
                "/fields/5/options/0/id | `\"Sí\"`                   | .fields[5].options[0].id",
                "/fields/5/options/1/id | `\"help\"`                 | .fields[5].options[1].id",
                "/fields/3/options/1/id | `\"-x\"`                   | .fields[3].options[1].id",
                "/fields/5/options/1/id | `\"si\"`                   | .fields[5].options[1].id",
                "/fields/5/options/0/label | `\"x\"`                 | .fields[5].options[0].label",
                // conditions: on earlier choices alone, and on options that these have
                "/fields/4/when       | []                           | .fields[4].when",
                "/fields/4/when/papel | []                           | .fields[4].when.papel",
                "/fields/4/when/papel | `\"dpi\"`                    | .fields[4].when.papel",
                "/fields/4/when/papel | `[\"rtn\"]`                  | .fields[4].when.papel",
                "/fields/4/when/papel | `[\"dpi\", \"rtn\"]`         | .fields[4].when.papel",
                "/fields/4/when/papel | `[\"dpi\", \"dpi\"]`         | .fields[4].when.papel[1]",
                "/fields/4/when/nada  | `[\"x\"]`                    | .fields[4].when.nada",
                "/fields/4/when/numero | `[\"x\"]`                   | .fields[4].when.numero",
                "/fields/4/when/urgente | `[\"si\"]`                 | .fields[4].when.urgente",
                "/fields/4/when/quien | `[\"x\"]`                    | .fields[4].when.quien",
                "/fields/0/options/0/when | `{\"tipo\": [\"duda\"]}` | .fields[0].options[0].when.tipo",
                "/fields/2/options/0/when | `{\"asunto\": [\"otro\"]}` | .fields[2].options[0].when.asunto",
                "/fields/4/when       | `{\"papel\": [\"rtn\"], \"nada\": [\"x\"]}` | .fields[4].when.papel .fields[4].when.nada",
                // what no combination leads to
                "/fields/2/options/0/when/tipo | `[\"pedido\"]`       | .fields[2].options[0].when",
                "/fields/6/when/tipo  | `[\"duda\"]`                 | .fields[6].when",
                "/fields/1/options/2/when/sistema | `[\"compras\"]`   | -",
            })
    void a_form_that_makes_no_sense_is_refused_by_its_place(String pointer, String json, String path) {
        String profile = PortalFiles.thirdPortalWith("/supportCase/form" + pointer, json);

        if (path == null) {
            new PortalFiles(folder).with("profile.json", profile).read();
        } else {
            assertThat(refusals(profile))
                    .containsExactly(("$.supportCase.form" + path)
                            .replace(" ", " $.supportCase.form")
                            .split(" "));
        }
    }

    @Test
    void a_required_choice_offers_something_whatever_is_chosen_before() {
        String otherwiseNothing = """
                {"name": "asunto", "kind": "choice", "role": "subject", "required": true, "options": [
                  {"id": "usuario", "when": {"tipo": ["duda", "falla"]}},
                  {"id": "contrasena", "when": {"sistema": ["compras"]}},
                  {"id": "otro", "when": {"tipo": ["duda"]}}]}""";

        assertThat(refusals(PortalFiles.thirdPortalWith("/supportCase/form/fields/2", otherwiseNothing)))
                .as("of the system catalogo, the type pedido")
                .containsExactly("$.supportCase.form.fields[2].options");
        new PortalFiles(folder)
                .with(
                        "profile.json",
                        PortalFiles.thirdPortalWith(
                                "/supportCase/form/fields/2", otherwiseNothing.replace("\"required\": true, ", "")))
                .read();
    }

    @Test
    void a_required_choice_may_hang_on_another_one_that_is_required_and_on_no_other() {
        String whollyDependent = """
                {"name": "asunto", "kind": "choice", "role": "subject", "required": true, "options": [
                  {"id": "usuario", "when": {"tipo": ["duda", "falla"]}},
                  {"id": "contrasena", "when": {"tipo": ["falla", "duda"]}},
                  {"id": "otro", "when": {"tipo": ["pedido"]}}]}""";
        String required = PortalFiles.thirdPortalWith("/supportCase/form/fields/2", whollyDependent);

        assertThat(new PortalFiles(folder).with("profile.json", required).read().supportCase())
                .isPresent();
        assertThat(refusals(required.replaceFirst(
                        "\"role\":\"type\",\"required\":true", "\"role\":\"type\",\"required\":false")))
                .as("where no type need be chosen")
                .containsExactly("$.supportCase.form.fields[2].options");
    }

    @Test
    void choices_that_depend_on_each_other_without_end_are_refused() {
        String options = IntStream.range(0, 40)
                .mapToObj(i -> "{\"id\": \"o" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String fields = IntStream.range(0, 5)
                .mapToObj(i -> "{\"name\": \"c" + i + "\", \"kind\": \"choice\", \"options\": " + options + "}")
                .collect(Collectors.joining(",", "", ","));
        String last =
                IntStream.range(0, 5).mapToObj(i -> "\"c" + i + "\": [\"o1\"]").collect(Collectors.joining(","));

        assertThat(refusals(form(fields + "{\"name\": \"x\", \"kind\": \"line\", \"when\": {" + last + "}}," + MAIL)))
                .containsExactly("$.supportCase.form.fields");
    }

    @Test
    void a_form_has_a_field_for_the_address_and_not_more_than_fifty() {
        String fifty = IntStream.range(0, 50)
                .mapToObj(i -> "{\"name\": \"f" + i + "\", \"kind\": \"line\"},")
                .collect(Collectors.joining());

        assertThat(refusals(form(fifty.substring(0, fifty.length() - 1)))).containsExactly("$.supportCase.form.fields");
        assertThat(refusals(form(fifty + MAIL))).containsExactly("$.supportCase.form.fields");
    }

    @Test
    void attachments_are_refused_where_the_form_takes_none() {
        assertThat(refusals(PortalFiles.thirdPortalWith(
                        "/supportCase/form/fields/11", "{\"name\": \"archivos\", \"kind\": \"line\"}")))
                .containsExactly("$.supportCase.attachments");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "es | form.sistema          | -",
                "en | form.sistema          | -",
                "es | form.asunto.otro      | -",
                "en | form.asunto.otro      | -",
                "en | form.numero.help      | -",
                "es | form.nada             | `\"x\"`",
                "es | form.asunto.nada      | `\"x\"`",
                "es | form.nada.help        | `\"x\"`",
                "es | form.sistema          | `\"{field}\"`",
                "es | form.numero.help      | `\"{field}\"`",
                "es | form.sistema          | `\"\"`",
                "es | form.asunto.otro      | `\"a\\nb\"`",
                "es | form.quien            | `\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"`",
            })
    void every_label_is_said_in_every_language_and_no_other(String language, String code, String json) {
        assertThat(refusals(PortalFiles.thirdPortalWith("/messages/" + language + "/" + code, json)))
                .containsExactly("$.messages." + language + "[\"" + code + "\"]");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "/username/case/system, Compras 2",
        "/username/case/type, duda",
        "/username/case/type, Question",
        "/username/case/subject, Usuario",
        "/securityQuestion/case/system, SECOP II",
        "/securityQuestion/case/subject, contrasena",
    })
    void a_case_begins_with_what_the_form_offers_in_the_portals_own_words(String pointer, String label) {
        assertThat(refusals(PortalFiles.thirdPortalWith(pointer, '"' + label + '"')))
                .containsExactly("$" + pointer.replace('/', '.'));
    }

    @Test
    void a_case_begins_with_what_goes_together() {
        assertThat(refusals(PortalFiles.thirdPortalWith("/username/case/system", "\"Catálogo\"")))
                .as("of which nobody forgets a username")
                .containsExactly("$.username.case.subject");
        assertThat(refusals(PortalFiles.thirdPortalWith("/securityQuestion/case/type", "\"Pedido\"")))
                .as("which nobody sends to that system")
                .containsExactly("$.securityQuestion.case.type");
    }

    private static String form(String fields) {
        return PortalFiles.thirdPortalWith("/supportCase/form", "{\"version\": \"1\", \"fields\": [" + fields + "]}");
    }

    private List<String> refusals(String profile) {
        PortalFiles files = new PortalFiles(folder).with("profile.json", profile);
        return catchThrowableOfType(ProfileException.class, files::read).problems().stream()
                .map(Problem::path)
                .toList();
    }
}
