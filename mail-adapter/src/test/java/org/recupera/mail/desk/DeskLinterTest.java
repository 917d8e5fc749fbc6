package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.port.EmailAddress;

/** Messages that are sound but for one thing, each made by hand from one that is sound. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeskLinterTest {

    private static final String SOUND = read("generic");
    private static final String ADDRESS = " <casos@compras.example.hn>";
    private static final String FROM = "From: \"Ana Perez\"" + ADDRESS;
    private static final String SUBJECT = "(?s)Subject: .*?\r\nContent-Language";
    private static final String NUMBER = "[HC-2026-7Q4K9M2XJ] ";
    private static final String PLAIN = "text/plain; charset=UTF-8";
    private static final String BODY = "Nuevo caso recibido en el portal.";
    private static final String FILE_HEADER =
            "Content-Disposition: attachment; filename=\"HC-2026-7Q4K9M2XJ-01.png\"\r\n";
    private static final String ID = "<case.24f21cd2ecf5f5c252d7b41eb14da767.1@compras.example.hn>";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("violators")
    void A_violator_is_told_the_rule_that_it_breaks(DeskRule rule, String what, Set<DeskRule> also, String message) {
        assertThat(message).as("something is wrong with it").isNotEqualTo(SOUND);
        Set<DeskRule> all = EnumSet.of(rule);
        all.addAll(also);

        assertThat(check(DeskProfile.generic(), message)).isEqualTo(all);
    }

    @Test
    void Every_rule_has_its_violator() {
        Set<Object> broken = new HashSet<>(List.of(DeskRule.ENVELOPE_SENDER));
        violators().forEach(violator -> broken.add(violator.get()[0]));

        assertThat(broken).containsExactlyInAnyOrder((Object[]) DeskRule.values());
    }

    @Test
    void A_sound_message_breaks_none() {
        assertThat(check(DeskProfile.generic(), SOUND)).isEmpty();
    }

    @Test
    void Bounces_come_back_to_the_portals_domain() {
        DeskLinter linter = DeskLinter.of(DeskProfile.generic());
        byte[] message = SOUND.getBytes(ISO_8859_1);

        assertThat(linter.check(new EmailAddress("rebotes@example.hn"), message))
                .isEmpty();
        assertThat(linter.check(new EmailAddress("rebotes@correo.compras.example.hn"), message))
                .isEmpty();
        for (String address : List.of("ana@example.com", "rebotes@xcompras.example.hn", "rebotes@otro.example.hn")) {
            assertThat(linter.check(new EmailAddress(address), message)).containsExactly(DeskRule.ENVELOPE_SENDER);
        }
    }

    @Test
    void A_later_mail_of_a_case_refers_to_the_first() {
        String later = SOUND.replace(ID, ID.replace(".1@", ".2@"));

        assertThat(check(DeskProfile.generic(), later)).containsExactly(DeskRule.THREAD);
        assertThat(check(DeskProfile.generic(), with("In-Reply-To: " + ID + "\r\nReferences: " + ID, later)))
                .isEmpty();
        String other = ID.replace("24f2", "24f3");
        assertThat(check(DeskProfile.generic(), with("In-Reply-To: " + other + "\r\nReferences: " + other, later)))
                .containsExactly(DeskRule.THREAD);
    }

    @Test
    void Commands_for_a_trusted_mailbox_are_for_that_one_alone() {
        String zammad = with("X-Zammad-Customer-Email: ana@example.hn");
        DeskProfile trusted = DeskProfile.zammadTrusted();
        String whole = with("X-Zammad-Ticket-Priority: 2 normal\r\nX-Zammad-Send-Auto-Response: false", zammad);

        assertThat(check(trusted, whole)).isEmpty();
        assertThat(check(trusted, zammad)).containsExactly(DeskRule.PROFILE_HEADER);
        assertThat(check(DeskProfile.zammad(), zammad)).containsExactly(DeskRule.TRUSTED_HEADER);
        assertThat(check(trusted, with("X-OTRS-Loop: yes", whole))).containsExactly(DeskRule.TRUSTED_HEADER);
        assertThat(check(DeskProfile.znunyTrusted(), with("X-OTRS-Loop: yes")))
                .as("without a customer the portal would be it")
                .containsExactly(DeskRule.PROFILE_HEADER);
        assertThat(check(DeskProfile.osticket().with("X-Priority", "1"), with("X-Priority: 1")))
                .isEmpty();
    }

    @Test
    void A_profile_says_how_much_and_what_a_desk_takes() {
        assertThat(check(DeskProfile.generic().upTo(18), SOUND)).containsExactly(DeskRule.SIZE);
        assertThat(check(DeskProfile.generic().upTo(19), SOUND)).isEmpty();
        assertThat(check(DeskProfile.generic().accepting(Set.of("image/jpeg")), SOUND))
                .containsExactly(DeskRule.FILE_TYPE);
    }

    @Test
    void All_rules_that_are_broken_are_told_in_their_order() {
        String message = with("Precedence: bulk\r\nAuto-Submitted: auto-generated\r\nX-Loop: 1");

        assertThat(check(DeskProfile.generic(), message))
                .containsExactly(DeskRule.AUTO_SUBMITTED, DeskRule.PRECEDENCE, DeskRule.LOOP);
    }

    @Test
    void Each_rule_says_whom_it_protects_and_what_it_is() {
        for (DeskRule rule : DeskRule.values()) {
            assertThat(rule.desks()).as(rule.name()).matches("all|[A-Za-z]+(, [A-Za-z]+)*");
            assertThat(rule.sentence()).as(rule.name()).endsWith(".");
        }
    }

    static Stream<Arguments> violators() {
        List<Arguments> all = new ArrayList<>();
        headers(all);
        people(all);
        subjects(all);
        identity(all);
        texts(all);
        files(all);
        return all.stream();
    }

    private static void headers(List<Arguments> all) {
        all.add(broken(DeskRule.AUTO_SUBMITTED, "auto-generated", with("Auto-Submitted: auto-generated")));
        all.add(broken(DeskRule.AUTO_SUBMITTED, "auto-replied", with("auto-submitted: auto-replied")));
        all.add(broken(DeskRule.AUTO_SUBMITTED_NO, "no", with("Auto-Submitted: no")));
        all.add(broken(DeskRule.PRECEDENCE, "bulk", with("Precedence: bulk")));
        all.add(broken(DeskRule.PRECEDENCE, "any", with("precedence: first-class")));
        all.add(broken(DeskRule.AUTO_RESPONSE_SUPPRESS, "All", with("X-Auto-Response-Suppress: All")));
        all.add(broken(DeskRule.LOOP, "X-Loop", with("X-Loop: casos@compras.example.hn")));
        all.add(broken(DeskRule.LIST, "List-Id", with("List-Id: <casos.compras.example.hn>")));
        all.add(broken(DeskRule.LIST, "List-Unsubscribe", with("list-unsubscribe: <mailto:x@example.hn>")));
        all.add(broken(DeskRule.RECEIPT, "Return-Receipt-To", with("Return-Receipt-To: x@example.hn")));
        all.add(broken(DeskRule.RECEIPT, "MDN", with("Disposition-Notification-To: x@example.hn")));
        all.add(broken(DeskRule.TRUSTED_HEADER, "Zammad", with("X-Zammad-Ticket-Owner: root")));
        all.add(broken(DeskRule.TRUSTED_HEADER, "Znuny", with("x-otrs-queue: Raw")));
        all.add(broken(DeskRule.PROFILE_HEADER, "unknown", with("X-Priority: 1")));
        all.add(broken(DeskRule.CASE_HEADERS, "none", changed("X-Case-Topic: .*\r\n", "")));
        all.add(broken(DeskRule.CASE_HEADERS, "twice", with("X-Case-Type: duda")));
        all.add(broken(DeskRule.CASE_HEADERS, "typed", changed("recuperacion-acceso\r\nMIME", "No puedo\r\nMIME")));
        all.add(broken(DeskRule.CASE_HEADERS, "accents", with("X-Case-Reason: =?UTF-8?Q?=C3=B1?=")));
        all.add(broken(
                DeskRule.CASE_NUMBER,
                "another in the field",
                changed("X-Case-Number: HC-2026-7Q4K9M2XJ", "X-Case-Number: HC-2026-000000000")));
        all.add(broken(
                DeskRule.CASE_NUMBER,
                "another in the text",
                changed("\nCase-Number: HC-2026-7Q4K9M2XJ", "\nCase-Number: HC-2026-000000000")));
    }

    private static void people(List<Arguments> all) {
        all.add(broken(DeskRule.FROM_NAME_DECORATED, "via", from("=?UTF-8?Q?Ana_(v=C3=ADa_Portal)?=" + ADDRESS)));
        all.add(broken(DeskRule.FROM_NAME_MISLEADING, "address", from("\"jefe@example.hn\"" + ADDRESS)));
        all.add(broken(DeskRule.FROM_NAME_MISLEADING, "site", from("\"www.example.hn\"" + ADDRESS)));
        all.add(broken(DeskRule.FROM_NAME_MISLEADING, "turned", from("=?UTF-8?B?4oCuYW5B?=" + ADDRESS)));
        all.add(broken(DeskRule.FROM_NAME_MISLEADING, "line", from("=?UTF-8?Q?Ana=0D=0ABcc?=" + ADDRESS)));
        all.add(broken(DeskRule.FROM_NO_REPLY, "noreply", from("noreply@compras.example.hn")));
        all.add(broken(DeskRule.FROM_NO_REPLY, "no-reply", from("No-Reply+x@compras.example.hn")));
        all.add(broken(DeskRule.FROM_NO_REPLY, "no-responder", from("no-responder@compras.example.hn")));
        all.add(broken(
                DeskRule.FROM_INTAKE, "to itself", changed("To: soporte@.*\r\n", "To: CASOS@compras.example.hn\r\n")));
        all.add(broken(DeskRule.FROM_FORM, "a Sender", with("Sender: casos@compras.example.hn")));
        all.add(broken(
                DeskRule.FROM_FORM,
                "two",
                from("a@compras.example.hn, b@compras.example.hn"),
                DeskRule.ENVELOPE_SENDER,
                DeskRule.MESSAGE_ID));
        all.add(broken(DeskRule.REPLY_TO, "none", changed("Reply-To: .*\r\n", "")));
        all.add(broken(DeskRule.REPLY_TO, "two", changed("Reply-To: .*\r\n", "Reply-To: a@b.hn, c@d.hn\r\n")));
        all.add(broken(DeskRule.REPLY_TO, "twice", with("Reply-To: a@b.hn")));
        all.add(broken(DeskRule.EXTRA_RECIPIENT, "two", changed("\r\nTo: ", "\r\nTo: ana@example.hn, ")));
        all.add(broken(DeskRule.EXTRA_RECIPIENT, "Cc", with("Cc: ana@example.hn")));
        all.add(broken(DeskRule.EXTRA_RECIPIENT, "Bcc", with("bcc: ana@example.hn")));
    }

    private static void subjects(List<Arguments> all) {
        all.add(broken(DeskRule.SUBJECT_NUMBER_MARK, "osTicket", subject(NUMBER + "Caso #123")));
        all.add(broken(
                DeskRule.SUBJECT_NUMBER_MARK,
                "RT, GLPI",
                subject("[HonduCompras #123] Usuario"),
                DeskRule.SUBJECT_FORM,
                DeskRule.CASE_NUMBER,
                DeskRule.BODY_END,
                DeskRule.FILE_NAME));
        all.add(broken(
                DeskRule.SUBJECT_PREFIX,
                "forwarded",
                subject("HC: Usuario"),
                DeskRule.SUBJECT_FORM,
                DeskRule.CASE_NUMBER,
                DeskRule.BODY_END,
                DeskRule.FILE_NAME));
        all.add(broken(
                DeskRule.SUBJECT_FORM,
                "number alone",
                subject("[HC-2026-7Q4K9M2XJ]"),
                DeskRule.CASE_NUMBER,
                DeskRule.BODY_END,
                DeskRule.FILE_NAME));
        all.add(broken(DeskRule.SUBJECT_LENGTH, "111", subject(NUMBER + "x".repeat(91))));
    }

    private static void identity(List<Arguments> all) {
        all.add(broken(DeskRule.MESSAGE_ID, "none", changed("Message-ID: .*\r\n", "")));
        all.add(broken(DeskRule.MESSAGE_ID, "random", changed("<case\\.", "<1791")));
        all.add(broken(DeskRule.MESSAGE_ID, "domain", changed(".1@compras.example.hn>", ".1@localhost>")));
        all.add(broken(DeskRule.MESSAGE_ID_GLPI, "GLPI", changed("767.1@", "767.1.GLPI@"), DeskRule.MESSAGE_ID));
        all.add(broken(DeskRule.THREAD, "an answer", with("In-Reply-To: <a@b.hn>")));
        all.add(broken(DeskRule.THREAD, "references", with("References: <a@b.hn>")));
        all.add(broken(DeskRule.READABLE, "no parts", SOUND.substring(0, SOUND.indexOf("\r\n\r\n") + 4)));
    }

    private static void texts(List<Arguments> all) {
        String html = PLAIN.replace("plain", "html");
        all.add(broken(DeskRule.BODY_PARTS, "HTML", SOUND.replace(PLAIN, html)));
        all.add(broken(
                DeskRule.BODY_PARTS,
                "both",
                changed("\r\n--=_m(\\w+)--", "\r\n--=_m$1\r\nContent-Type: text/html\r\n\r\n<p>\r\n--=_m$1--")));
        all.add(broken(
                DeskRule.BODY_PARTS,
                "alternatives",
                SOUND.replace("multipart/mixed", "multipart/alternative"),
                DeskRule.BODY_FIRST_LINE,
                DeskRule.BODY_KEYS,
                DeskRule.BODY_DESCRIPTION,
                DeskRule.BODY_END));
        all.add(broken(DeskRule.BODY_TYPE, "flowed", SOUND.replace(PLAIN, PLAIN + "; format=flowed")));
        all.add(broken(DeskRule.BODY_TYPE, "Latin-1", SOUND.replace(PLAIN, "text/plain; charset=ISO-8859-1")));
        all.add(broken(DeskRule.BODY_FIRST_LINE, "RT obeys", SOUND.replace(BODY, "Owner: root")));
        all.add(broken(DeskRule.BODY_FIRST_LINE, "FreeScout obeys", SOUND.replace(BODY, "@fwd")));
        all.add(broken(DeskRule.BODY_KEYS, "none", changed("Requester-Name: .*\r\n", "")));
        all.add(broken(
                DeskRule.BODY_KEYS,
                "two lines",
                changed("Requester-Name: .*\r\n", "Requester-Name: Ana\r\nPerez\r\n")));
        all.add(broken(DeskRule.BODY_KEYS, "accents", changed("Filed-At:", "Fecha-de-presentaci=C3=B3n:")));
        all.add(broken(DeskRule.BODY_DESCRIPTION, "at the margin", changed("    Gracias", "Status: resolved")));
        all.add(broken(DeskRule.BODY_DESCRIPTION, "three spaces", changed("    Gracias", "   Gracias")));
        all.add(broken(DeskRule.BODY_NUMBER_MARK, "#123", changed("Gracias", "Ticket#123")));
        all.add(broken(
                DeskRule.BODY_END, "none", changed("\r\nFin del caso HC-2026-7Q4K9M2XJ\r\n", "\r\n    Fin\r\n")));
        all.add(broken(DeskRule.BODY_END, "another", changed("Fin del caso HC-2026-7", "Fin del caso HC-2026-8")));
        all.add(broken(DeskRule.BODY_CHARACTERS, "turned", changed("Gracias", "=E2=80=AEGracias")));
        all.add(broken(DeskRule.BODY_CHARACTERS, "control", changed("Gracias", "Gra=1Bcias")));
    }

    private static void files(List<Arguments> all) {
        all.add(broken(DeskRule.FILE_ENCODING, "8bit", SOUND.replace("Encoding: base64", "Encoding: 8bit")));
        all.add(broken(
                DeskRule.FILE_DISPOSITION,
                "only a name",
                SOUND.replace(FILE_HEADER, "").replace("image/png", "image/png; name=\"HC-2026-7Q4K9M2XJ-01.png\"")));
        all.add(broken(DeskRule.FILE_DISPOSITION, "inline", SOUND.replace("attachment; f", "inline; f")));
        all.add(broken(DeskRule.FILE_NAME, "typed", SOUND.replace("XJ-01.png\"", "XJ captura.png\"")));
        all.add(broken(DeskRule.FILE_NAME, "another case", SOUND.replace("\"HC-2026-7", "\"HC-2026-8")));
        all.add(broken(DeskRule.FILE_TYPE, "JSON", SOUND.replace("image/png", "application/json")));
        all.add(broken(DeskRule.SIZE, "over 7 MiB", SOUND.replace("iVBORw0K", "iVBORw0K".repeat(1_230_000))));
    }

    private static Arguments broken(DeskRule rule, String what, String message, DeskRule... also) {
        return Arguments.of(rule, what, Set.copyOf(Arrays.asList(also)), message);
    }

    private static String with(String field) {
        return with(field, SOUND);
    }

    private static String with(String field, String message) {
        return message.replaceFirst("MIME-Version", field + "\r\nMIME-Version");
    }

    private static String from(String mailbox) {
        return SOUND.replace(FROM, "From: " + mailbox);
    }

    private static String subject(String subject) {
        return changed(SUBJECT, "Subject: " + subject + "\r\nContent-Language");
    }

    private static String changed(String pattern, String replacement) {
        return SOUND.replaceFirst(pattern, replacement);
    }

    private static Set<DeskRule> check(DeskProfile desk, String message) {
        return DeskLinter.of(desk).check(Cases.BOUNCES, message.getBytes(ISO_8859_1));
    }

    private static String read(String name) {
        try (InputStream in = DeskLinterTest.class.getResourceAsStream(name + ".eml")) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
