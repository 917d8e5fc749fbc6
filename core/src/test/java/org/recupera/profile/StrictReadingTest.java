package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.profile.ProfileException.Problem;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StrictReadingTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                // keys
                "/portal              | -                            | $.portal",
                "/link                | -                            | $.link",
                "/link/life           | -                            | $.link.life",
                "/contact/helpLinks/0/uri | -                        | $.contact.helpLinks[0].uri",
                "/messages            | -                            | $.messages",
                "/messages/es/password.requested | -                 | $.messages.es[\"password.requested\"]",
                "/messages/en/page.title | -                         | $.messages.en[\"page.title\"]",
                "/extra               | 1                            | $.extra",
                "/link/Life           | `\"PT5M\"`                   | $.link.Life",
                "/limits/client/burst | 5                            | $.limits.client.burst",
                "/contact/helpLinks/0/icon | `\"x\"`                 | $.contact.helpLinks[0].icon",
                "/a key\\nwith a break | 1                           | $[\"?\"]",
                // types, and what Jackson would bend into another one
                "/portal              | null                         | $.portal",
                "/name                | 5                            | $.name",
                "/name                | true                         | $.name",
                "/name                | `\" \"`                      | $.name",
                "/name                | `\"a\\nb\"`                  | $.name",
                "/link                | null                         | $.link",
                "/link                | []                           | $.link",
                "/link                | `\"secret-pasted\"`          | $.link",
                "/link/mailsPerHour   | `\"5\"`                      | $.link.mailsPerHour",
                "/link/mailsPerHour   | 5.0                          | $.link.mailsPerHour",
                "/link/mailsPerHour   | 5.9                          | $.link.mailsPerHour",
                "/link/mailsPerHour   | 5e0                          | $.link.mailsPerHour",
                "/link/mailsPerHour   | true                         | $.link.mailsPerHour",
                "/link/mailsPerHour   | null                         | $.link.mailsPerHour",
                "/link/mailsPerHour   | 4294967301                   | $.link.mailsPerHour",
                "/contact/phones      | `\"2200-0000\"`              | $.contact.phones",
                "/contact/phones      | null                         | $.contact.phones",
                "/contact/phones/1    | 22000001                     | $.contact.phones[1]",
                "/contact/phones/1    | `\"\"`                       | $.contact.phones[1]",
                "/contact/phones/1    | `\"2200-0000\"`              | $.contact.phones[1]",
                "/contact/hours       | null                         | $.contact.hours",
                "/sender/bounces      | null                         | $.sender.bounces",
                // bounds
                "/portal              | `\"Compras\"`                | $.portal",
                "/portal              | `\"../etc\"`                 | $.portal",
                "/language            | `\"es_GT\"`                  | $.language",
                "/language            | `\"zz\"`                     | $.language",
                "/language            | `\"es-ZZ\"`                  | $.language",
                "/language            | `\"th-TH-u-nu-thai\"`        | $.language",
                "/language            | `\"pt\"`                     | $.messages.pt",
                "/zone                | `\"America/Nowhere\"`        | $.zone",
                "/zone                | `\"-06:00\"`                 | $.zone",
                "/link/life           | `\"60\"`                     | $.link.life",
                "/link/life           | `\"PT59S\"`                  | $.link.life",
                "/link/life           | `\"PT24H1S\"`                | $.link.life",
                "/link/life           | `\"PT25H\"`                  | $.link.life",
                "/link/life           | `\"-PT1H\"`                  | $.link.life",
                "/link/life           | `\"PT10M30S\"`               | $.link.life",
                "/link/life           | `\"PT999999999999999999H\"`  | $.link.life",
                "/link/life           | 3600                         | $.link.life",
                "/link/quietWindow    | `\"PT5M1S\"`                 | $.link.quietWindow",
                "/link/quietWindow    | `\"PT-1S\"`                  | $.link.quietWindow",
                "/link/repeatWindow   | `\"PT2H1S\"`                 | $.link.repeatWindow",
                "/link/mailsPerHour   | 0                            | $.link.mailsPerHour",
                "/link/mailsPerHour   | 61                           | $.link.mailsPerHour",
                "/link/path           | `\"clave\"`                  | $.link.path",
                "/link/path           | `\"//evil.example\"`         | $.link.path",
                "/link/path           | `\"/a/../b\"`                | $.link.path",
                "/link/path           | `\"/a?b\"`                   | $.link.path",
                "/link/path           | `\"/a b\"`                   | $.link.path",
                "/link/parameter      | `\"a=b\"`                    | $.link.parameter",
                "/link/placement      | `\"QUERY\"`                  | $.link.placement",
                "/limits/client/attempts | 0                         | $.limits.client.attempts",
                "/limits/client/window | `\"PT0.5S\"`                | $.limits.client.window",
                "/limits/client/window | `\"P8D\"`                   | $.limits.client.window",
                "/limits/client/attempts | 1001                      | $.limits.client.window",
                "/password/minimumLength | 7                         | $.password.minimumLength",
                "/password/minimumLength | 65                        | $.password.minimumLength",
                "/password/secondFactor | false                      | $.password.minimumLength",
                "/password/secondFactor | -                          | $.password.minimumLength",
                "/password/secondFactor | `\"yes\"`                   | $.password.secondFactor",
                "/password/secondFactor | null                       | $.password.secondFactor",
                "/password/names      | `\"ADC\"`                     | $.password.names",
                "/password/names/1    | `\"Autoridad de Compras\"`    | $.password.names[1]",
                "/password/composition | null                        | $.password.composition",
                "/password/composition/digits | -1                   | $.password.composition.digits",
                "/password/composition/digits | 9                    | $.password.composition.digits",
                "/password/composition/digits | `\"2\"`              | $.password.composition.digits",
                "/password/composition/signs | 1                     | $.password.composition.signs",
                "/password/breached   | `{\"timeLimit\": \"PT1S\"}`   | $.password.breached.whenUnknown",
                "/password/breached/service | `\"http://range.example/\"` | $.password.breached.service",
                "/password/breached/service | `\"https://range.example/?prefix=\"` | $.password.breached.service",
                "/password/breached/timeLimit | -                    | $.password.breached.timeLimit",
                "/password/breached/timeLimit | `\"PT0.09S\"`        | $.password.breached.timeLimit",
                "/password/breached/timeLimit | `\"PT31S\"`          | $.password.breached.timeLimit",
                "/password/breached/whenUnknown | `\"open\"`         | $.password.breached.whenUnknown",
                "/password/breached/whenUnknown | true               | $.password.breached.whenUnknown",
                "/password/maximumLength | 63                        | $.password.maximumLength",
                "/password/maximumLength | 257                       | $.password.maximumLength",
                "/sender/address      | `\"Portal <a@b.example>\"`   | $.sender.address",
                "/sender/bounces      | `\"a@b.example,c@d.example\"` | $.sender.bounces",
                "/contact/support     | `\"javascript:alert(1)\"`    | $.contact.support",
                "/contact/support     | `\"ayuda.example\"`          | $.contact.support",
                "/contact             | {}                           | $.contact.phones",
                // messages
                "/messages/es         | -                            | $.messages.es",
                "/messages/xx         | {}                           | $.messages.xx",
                "/messages/es/link.usado | `\"x\"`                   | $.messages.es[\"link.usado\"]",
                "/messages/es/link.used | null                       | $.messages.es[\"link.used\"]",
                "/messages/es/link.used | `\"\"`                     | $.messages.es[\"link.used\"]",
                "/messages/es/link.used | `\"{oops\"`                | $.messages.es[\"link.used\"]",
                "/messages/es/link.used | `\"{minimum}\"`            | $.messages.es[\"link.used\"]",
                "/messages/en/page.title | `\"{other}\"`             | $.messages.en[\"page.title\"]",
                "/messages/es/format.instant | `\"bb\"`              | $.messages.es[\"format.instant\"]",
            })
    void what_may_not_stand_there_is_refused_by_its_place(String pointer, String json, String path) {
        String profile = PortalFiles.thirdPortalWith(pointer.replace("\\n", "\n"), json);

        ProfileException refused = refusal(profile);

        assertThat(refused.problems()).extracting(Problem::path).containsExactly(path);
        assertThat(refused).hasMessageContaining(path);
        if (json != null && json.length() > 6) {
            assertThat(refused.getMessage()).doesNotContain(json.replace("\"", ""));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://compras.example",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://10.0.0.1",
                "javascript:alert(1)",
                "ftp://compras.example",
                "compras.example",
                "https:compras.example",
                "https:///portal",
                "https://user:secret-pasted@compras.example",
                "https://compras.example?a=b",
                "https://compras.example#a",
                "https://compras.example/a/../b",
                "https://compras.example:70000",
                "https://compras example",
                "https://compras.example\\nevil",
            })
    void a_base_url_that_is_none_is_refused_wherever_it_is_given(String url) {
        ProfileException inFile = refusal(PortalFiles.thirdPortalWith("/link/baseUrl", '"' + url + '"'));

        assertThat(inFile.problems()).extracting(Problem::path).containsExactly("$.link.baseUrl");
        assertThat(inFile.getMessage()).doesNotContain("evil", "secret-pasted");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        String profile = PortalFiles.thirdPortal()
                .replace("\"PT2H\"", "\"PT48H\"")
                .replace("\"America/Guatemala\"", "\"Guatemala\"")
                .replace("\"attempts\": 2,", "")
                .replace("\"password.requested\": \"Le enviamos un correo.\",", "");
        new PortalFiles(folder).with("link.es.txt", "{{nobody}}");

        assertThat(refusal(profile).problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "$.zone",
                        "$.link.life",
                        "$.limits.identifier.attempts",
                        "$.messages.es[\"password.requested\"]",
                        "link.es.txt");
    }

    @Test
    void a_key_that_stands_twice_is_refused() {
        String profile =
                PortalFiles.thirdPortal().replace("\"life\": \"PT2H\"", "\"life\": \"PT2H\", \"life\": \"PT3H\"");

        assertThat(refusal(profile).problems()).extracting(Problem::path).containsExactly("$.link.life");
    }

    @Test
    void text_after_the_closing_brace_is_refused() {
        assertThat(refusal(PortalFiles.thirdPortal() + "{}").problems())
                .extracting(Problem::path)
                .containsExactly("$");
        assertThat(refusal(PortalFiles.thirdPortal() + "secret-pasted")).hasMessageNotContaining("secret");
    }

    @Test
    void what_is_not_json_is_refused_without_being_repeated() {
        for (String text : List.of(
                "",
                " ",
                "secret-pasted",
                "{\"portal\": secret-pasted}",
                "{'portal': 1}",
                "{\"portal\": NaN}",
                "// x\n{}",
                "{\"portal\": \"a\",}",
                "{\"portal\": \"secret-pasted")) {
            assertThat(refusal(text)).hasMessageContaining("$").hasMessageNotContaining("secret");
        }
    }

    @Test
    void half_a_character_is_refused() {
        String profile = PortalFiles.thirdPortal().replace("\"Le enviamos un correo.\"", "\"\\ud83d\"");

        assertThat(refusal(profile).problems())
                .extracting(Problem::path)
                .containsExactly("$.messages.es[\"password.requested\"]");
    }

    @Test
    void another_thing_than_an_object_is_refused() {
        for (String text : List.of("[]", "null", "5", "\"text\"")) {
            assertThat(refusal(text).problems()).extracting(Problem::path).contains("$");
        }
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);

        assertThat(refusal(deep)).hasMessageContaining("nested deeper than 32");
    }

    @Test
    void a_large_file_is_refused() {
        String large = PortalFiles.thirdPortal() + " ".repeat(256 * 1024);

        assertThat(refusal(large)).hasMessageContaining("larger than 262144 bytes");
    }

    @Test
    void a_file_in_another_encoding_is_refused() {
        new PortalFiles(folder).with("profile.json", PortalFiles.thirdPortal().getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal()).hasMessageContaining("not in UTF-8");
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(refusal()).hasMessageContaining("profile.json: there is no such file");
    }

    private ProfileException refusal(String profile) {
        new PortalFiles(folder).with("profile.json", profile);
        return refusal();
    }

    private ProfileException refusal() {
        return catchThrowableOfType(ProfileException.class, () -> new PortalFiles(folder).read());
    }
}
