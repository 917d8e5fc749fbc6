package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.port.Allowance;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.profile.ProfileException.Problem;

/** What a portal of somebody else's says of forgotten usernames. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UsernameSettingsTest {

    @TempDir
    Path folder;

    @Test
    void a_portal_says_what_may_be_asked_and_how_it_is_told() {
        UsernameSettings username = thirdPortal().username().orElseThrow();

        assertThat(username.recovers())
                .as("in the order of the file")
                .containsExactly(
                        entry(IdentifierKind.EMAIL, IdentifierKind.USERNAME),
                        entry(IdentifierKind.NATIONAL_ID, IdentifierKind.USERNAME),
                        entry(IdentifierKind.PHONE, IdentifierKind.EMAIL),
                        entry(IdentifierKind.USERNAME, IdentifierKind.EMAIL));
        assertThat(username.disclosure()).isEqualTo(Disclosure.SCREEN);
        assertThat(username.alsoByMail()).isTrue();
        assertThat(username.screenLimit()).isEqualTo(new Allowance(5, Duration.ofHours(1)));
        assertThat(username.documents())
                .containsExactly(new DocumentForm("DPI", 13, 13), new DocumentForm("NIT", 6, 9));
        assertThat(username.passwordPath()).isEqualTo("/clave");
        assertThat(username.caseTopic()).isEqualTo(new CaseTopic("Compras", "Duda", "Usuario olvidado"));
    }

    @Test
    void a_portal_may_ask_for_one_thing_and_tell_by_mail_alone() {
        String byMailAlone = PortalFiles.thirdPortalWith("/username", """
                {"recovers": {"email": "username"}, "disclosure": "mail", "passwordPath": "/clave",
                 "case": {"system": "Compras", "type": "Duda", "subject": "Otro"}}""");

        UsernameSettings username = read(byMailAlone).username().orElseThrow();

        assertThat(username.recovers()).containsOnlyKeys(IdentifierKind.EMAIL);
        assertThat(username.disclosure()).isEqualTo(Disclosure.MAIL);
        assertThat(username.alsoByMail()).isFalse();
        assertThat(username.screenLimit()).isNull();
        assertThat(username.takes(nationalId("AB-1234")))
                .as("any number where no document is named")
                .isTrue();
    }

    @Test
    void a_portal_may_leave_forgotten_usernames_out() {
        Profile profile = read(PortalFiles.thirdPortalWith("/username", null));

        assertThat(profile.username()).isEmpty();
        assertThat(catchThrowableOfType(ProfileException.class, () -> profile.withPasswordPath("/clave"))
                        .problems())
                .extracting(Problem::path)
                .containsExactly("$.username.passwordPath");
    }

    @ParameterizedTest
    @CsvSource({
        "2450123450101, true",
        "2450 12345 0101, true",
        "245012345010, false",
        "24501234501011, false",
        "123456, true",
        "123456789, true",
        "12345, false",
        "1234567890, false",
        "12345678K, false",
    })
    void a_national_id_is_a_number_of_one_of_its_documents(String typed, boolean taken) {
        UsernameSettings username = thirdPortal().username().orElseThrow();

        assertThat(username.takes(nationalId(typed))).isEqualTo(taken);
    }

    @Test
    void documents_say_nothing_of_other_identifiers() {
        UsernameSettings username = thirdPortal().username().orElseThrow();

        assertThat(username.takes(Identifier.read(IdentifierKind.USERNAME, "ana")
                        .identifier()
                        .orElseThrow()))
                .isTrue();
    }

    @Test
    void the_mail_that_tells_a_username_leads_where_the_deployment_says() {
        Profile profile = thirdPortal();

        assertThat(profile.page("/clave")).hasToString("https://compras.example/portal/clave");
        assertThat(profile.withPasswordPath("/cuenta/clave")
                        .username()
                        .orElseThrow()
                        .passwordPath())
                .isEqualTo("/cuenta/clave");
        assertThat(profile.username().orElseThrow().passwordPath()).as("a copy").isEqualTo("/clave");
        for (String path : new String[] {"clave", "//evil.example", "/a/../b", "/a?b", "https://evil.example"}) {
            assertThat(catchThrowableOfType(ProfileException.class, () -> profile.withPasswordPath(path))
                            .problems())
                    .extracting(Problem::path)
                    .containsExactly("$.username.passwordPath");
            assertThatIllegalArgumentException().isThrownBy(() -> profile.page(path));
        }
    }

    private Profile thirdPortal() {
        return read(PortalFiles.thirdPortal());
    }

    private Profile read(String profile) {
        return new PortalFiles(folder).with("profile.json", profile).read();
    }

    private static Identifier nationalId(String typed) {
        return Identifier.read(IdentifierKind.NATIONAL_ID, typed).identifier().orElseThrow();
    }
}
