package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.profile.ProfileException.Problem;

/** What a profile may not say of forgotten usernames, and where it is told so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrictUsernameReadingTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "/username            | null                         | $.username",
                "/username            | []                           | $.username",
                "/username/recovers   | -                            | $.username.recovers",
                "/username/recovers   | []                           | $.username.recovers",
                "/username/disclosure | -                            | $.username.disclosure",
                "/username/disclosure | `\"SCREEN\"`                 | $.username.disclosure",
                "/username/disclosure | `\"none\"`                   | $.username.disclosure",
                "/username/alsoByMail | `\"true\"`                   | $.username.alsoByMail",
                "/username/alsoByMail | 1                            | $.username.alsoByMail",
                "/username/alsoByMail | null                         | $.username.alsoByMail",
                "/username/screenLimit | -                           | $.username.screenLimit",
                "/username/screenLimit | null                        | $.username.screenLimit",
                "/username/screenLimit/attempts | 0                  | $.username.screenLimit.attempts",
                "/username/screenLimit/window | `\"P8D\"`            | $.username.screenLimit.window",
                "/username/documents  | {}                           | $.username.documents",
                "/username/documents/0 | `\"DPI\"`                   | $.username.documents[0]",
                "/username/documents/0/name | -                      | $.username.documents[0].name",
                "/username/documents/0/name | `\"\"`                  | $.username.documents[0].name",
                "/username/documents/0/leastDigits | 3               | $.username.documents[0].leastDigits",
                "/username/documents/0/mostDigits | 21               | $.username.documents[0].mostDigits",
                "/username/documents/0/mostDigits | 12               | $.username.documents[0].mostDigits",
                "/username/documents/1/leastDigits | 10              | $.username.documents[1].mostDigits",
                "/username/documents/1/country | `\"GT\"`            | $.username.documents[1].country",
                "/username/passwordPath | -                          | $.username.passwordPath",
                "/username/passwordPath | `\"clave\"`                | $.username.passwordPath",
                "/username/passwordPath | `\"//evil.example\"`       | $.username.passwordPath",
                "/username/passwordPath | `\"https://evil.example/\"` | $.username.passwordPath",
                "/username/passwordPath | `\"/a/../b\"`              | $.username.passwordPath",
                "/username/passwordPath | `\"/a?b=c\"`               | $.username.passwordPath",
                "/username/case       | -                            | $.username.case",
                "/username/case/type  | -                            | $.username.case.type",
                "/username/case/subject | `\" \"`                    | $.username.case.subject",
                "/username/case/reason | `\"x\"`                     | $.username.case.reason",
                "/username/limit      | 5                            | $.username.limit",
            })
    void what_may_not_stand_there_is_refused_by_its_place(String pointer, String json, String path) {
        assertThat(refusals(PortalFiles.thirdPortalWith(pointer, json))).containsExactly(path);
    }

    @ParameterizedTest(name = "{0} recovers {1}")
    @CsvSource({
        "username, username",
        "email, email",
        "phone, phone",
        "email, phone",
        "username, national-id",
        "phone, nobody",
        "phone, EMAIL",
        "cedula, username",
        "NATIONAL_ID, username",
    })
    void only_a_username_or_an_address_is_recovered_and_never_by_itself(String asked, String recovered) {
        String profile = PortalFiles.thirdPortalWith("/username/recovers/" + asked, '"' + recovered + '"');

        assertThat(refusals(profile)).containsExactly("$.username.recovers." + asked);
    }

    @Test
    void a_form_that_asks_for_nothing_is_refused() {
        assertThat(refusalsByMail("", "")).containsExactly("$.username.recovers");
    }

    @Test
    void what_says_nothing_where_all_is_told_by_mail_is_refused() {
        assertThat(refusalsByMail(
                        "\"email\": \"username\"",
                        ", \"alsoByMail\": true, \"screenLimit\": {\"attempts\": 5, \"window\": \"PT1H\"}"))
                .containsExactly("$.username.alsoByMail", "$.username.screenLimit");
    }

    @Test
    void documents_are_refused_where_none_is_asked_for() {
        assertThat(refusalsByMail(
                        "\"email\": \"username\"",
                        ", \"documents\": [{\"name\": \"DPI\", \"leastDigits\": 13, \"mostDigits\": 13}]"))
                .containsExactly("$.username.documents");
    }

    @Test
    void each_key_that_is_missing_is_named() {
        assertThat(refusalsOf("{}"))
                .containsExactlyInAnyOrder(
                        "$.username.recovers", "$.username.disclosure", "$.username.passwordPath", "$.username.case");
    }

    private List<String> refusalsByMail(String recovers, String more) {
        return refusalsOf("""
                {"recovers": {%s}, "disclosure": "mail", "passwordPath": "/clave",
                 "case": {"system": "a", "type": "b", "subject": "c"}%s}
                """.formatted(recovers, more));
    }

    private List<String> refusalsOf(String username) {
        return refusals(PortalFiles.thirdPortalWith("/username", username));
    }

    private List<String> refusals(String profile) {
        PortalFiles files = new PortalFiles(folder).with("profile.json", profile);
        return catchThrowableOfType(ProfileException.class, files::read).problems().stream()
                .map(Problem::path)
                .toList();
    }
}
