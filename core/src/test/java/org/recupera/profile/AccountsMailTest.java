package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The mail that tells somebody the usernames and the address on file. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsMailTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final String PAGE = "https://portal.example/honducompras/recuperar-contrasena";
    private static final String SUPPORT = "https://soporte.honducompras.gob.hn";
    private static final String ADDRESS = "consorcio@empresa.example";

    private final Profile profile = Profile.named("honducompras").withBaseUrl(URI.create("https://portal.example"));

    @Test
    void one_account_is_told_with_its_address_and_its_document() {
        RenderedMail mail = rendered(new ListedAccount("consorcio1", "•••001"));

        assertThat(mail.subject()).isEqualTo("HonduCompras: recuperación de usuario");
        assertThat(mail.text()).contains("""
                Correo electrónico registrado: consorcio@empresa.example
                Nombre de usuario: consorcio1
                Documento de identidad: •••001

                """);
        assertThat(new ReadMail(mail).parts())
                .allSatisfy(part -> assertThat(part)
                        .contains("Correo electrónico registrado", ADDRESS, "Nombre de usuario", "consorcio1", "•••001")
                        .doesNotContain("Nombres de usuario"));
    }

    @Test
    void several_accounts_are_told_each_with_its_own_document() {
        RenderedMail mail = rendered(
                new ListedAccount("consorcio1", "•••001"),
                new ListedAccount("consorcio2", null),
                new ListedAccount("consorcio3", "•••003"));

        assertThat(mail.text()).contains("""
                        Correo electrónico registrado: consorcio@empresa.example
                        Nombres de usuario:
                        - consorcio1 (documento de identidad: •••001)
                        - consorcio2
                        - consorcio3 (documento de identidad: •••003)

                        """);
        assertThat(new ReadMail(mail).parts().get(1))
                .containsSubsequence(
                        ADDRESS,
                        "Nombres de usuario",
                        "consorcio1",
                        "Documento de identidad: •••001",
                        "consorcio2",
                        "consorcio3",
                        "Documento de identidad: •••003")
                .doesNotContain("Nombre de usuario");
    }

    @Test
    void an_account_without_a_document_is_told_without_one() {
        for (String part : new ReadMail(rendered(new ListedAccount("consorcio1", null))).parts()) {
            assertThat(part).contains("consorcio1").doesNotContainIgnoringCase("documento");
        }
    }

    @Test
    void each_part_says_all_that_it_must() {
        for (String part : new ReadMail(rendered(new ListedAccount("consorcio1", "•••001"))).parts()) {
            assertThat(part)
                    .contains(
                            "Estimado(a) usuario(a):",
                            "Recibimos una solicitud",
                            "HonduCompras",
                            "Haga clic aquí si requiere recuperar su contraseña",
                            PAGE,
                            "Si usted no pidió estos datos, no haga nada",
                            "nunca le pide su contraseña ni otros datos por correo electrónico",
                            "2240-1470",
                            "2240-1473",
                            "soporte.honducompras.gob.hn")
                    .doesNotContain("{{", "}}");
        }
    }

    @Test
    void the_page_that_asks_for_a_password_link_can_be_clicked_and_copied() {
        RenderedMail mail = rendered(new ListedAccount("consorcio1", "•••001"), new ListedAccount("consorcio2", null));

        assertThat(mail.text()).contains("\n\n" + PAGE + "\n\n");
        assertThat(mail.html())
                .contains(">Haga clic aquí si requiere recuperar su contraseña</a>", ">" + PAGE + "</a>");
        assertThat(new ReadMail(mail).links()).containsExactly(PAGE, PAGE, SUPPORT);
    }

    @Test
    void a_name_is_used_if_known() {
        Map<String, Object> values = values(new ListedAccount("consorcio1", "•••001"));
        values.put("displayName", "María López");

        assertThat(new ReadMail(profile.render(MailTemplate.ACCOUNTS, values, SPANISH)).parts())
                .allSatisfy(part -> assertThat(part).contains("Estimado(a) María López:"));
    }

    @Test
    void english_stands_beside() {
        for (List<ListedAccount> accounts : List.of(
                List.of(new ListedAccount("consorcio1", "•••001")),
                List.of(new ListedAccount("consorcio1", "•••001"), new ListedAccount("consorcio2", null)))) {
            RenderedMail mail =
                    profile.render(MailTemplate.ACCOUNTS, values(accounts.toArray(ListedAccount[]::new)), Locale.UK);

            assertThat(mail.subject()).isEqualTo("HonduCompras: username recovery");
            assertThat(mail.html()).contains("<html lang=\"en\">");
            for (String part : new ReadMail(mail).parts()) {
                assertThat(part)
                        .contains("Dear user:", ADDRESS, "consorcio1", "•••001", PAGE, "never asks for your password")
                        .contains("Click here if you need to recover your password", "2240-1470")
                        .contains(accounts.size() > 1 ? "Usernames" : "Username")
                        .doesNotContainPattern("[áéíóúñ¿«]");
            }
        }
    }

    @EachWickedName
    void what_somebody_chose_brings_no_element_and_no_link(String name) {
        boolean pointsAtMost = !name.matches("(?is).*([:/]|www[.]).*");
        Map<String, Object> values = values(new ListedAccount(pointsAtMost ? "ana" : name, name));
        values.put("displayName", name);
        values.put("email", pointsAtMost ? ADDRESS : name);
        Map<String, Object> plainValues = values(new ListedAccount("ana", "Ana"));
        plainValues.put("displayName", "Ana");
        plainValues.put("email", pointsAtMost ? ADDRESS : "ana");

        RenderedMail mail = profile.render(MailTemplate.ACCOUNTS, values, SPANISH);

        RenderedMail plain = profile.render(MailTemplate.ACCOUNTS, plainValues, SPANISH);
        assertThat(new ReadMail(mail).elements()).isEqualTo(new ReadMail(plain).elements());
        assertThat(new ReadMail(mail).webAddresses()).isEqualTo(new ReadMail(plain).webAddresses());
        assertThat(mail.text().lines().count()).isEqualTo(plain.text().lines().count());
        assertThat(mail.text()).doesNotContain(" 49 ").doesNotContainPattern("[\\u202A-\\u202E\\u2028]");
    }

    @Test
    void a_long_username_and_a_long_address_can_be_copied_whole() {
        String username = "consorcio.vias.y.puentes." + "del.magdalena.medio.".repeat(10) + "2026";
        String address = "consorcio-vias-y-puentes@" + "obras.".repeat(30) + "example";
        Map<String, Object> values = values(new ListedAccount(username, "•••001"));
        values.put("email", address);

        for (String part : new ReadMail(profile.render(MailTemplate.ACCOUNTS, values, SPANISH)).parts()) {
            assertThat(part).contains(username, address);
        }
    }

    @Test
    void accounts_are_listed_accounts_and_nothing_else() {
        for (Object others : List.of("secret", List.of(), List.of("secret"), List.of(Map.of("username", "secret")))) {
            Map<String, Object> values = values(new ListedAccount("ana", null));
            values.put("accounts", others);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> profile.render(MailTemplate.ACCOUNTS, values, SPANISH))
                    .withMessageContaining("accounts")
                    .withMessageNotContaining("secret");
        }
        assertThat(new ListedAccount("ana", "0801199000001")).hasToString("ListedAccount[redacted]");
    }

    private RenderedMail rendered(ListedAccount... accounts) {
        return profile.render(MailTemplate.ACCOUNTS, values(accounts), SPANISH);
    }

    private Map<String, Object> values(ListedAccount... accounts) {
        return new HashMap<>(Map.of(
                "email",
                ADDRESS,
                "accounts",
                List.of(accounts),
                "passwordPage",
                profile.page("/honducompras/recuperar-contrasena")));
    }
}
