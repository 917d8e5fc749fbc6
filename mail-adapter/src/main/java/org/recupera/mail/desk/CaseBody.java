package org.recupera.mail.desk;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.SupportCase;

/**
 * The text of a mail to a help desk: a block of keys that programs read, then what the requester wrote.
 *
 * <p>Nothing that was typed begins a line, so that no desk takes it for a command, and the words around it are the same
 * in every language, so that one pattern finds them. Number marks are broken everywhere, in an address too:
 * {@code Reply-To} has it to the letter.
 */
final class CaseBody {

    /** A sentence without {@code Word:}, at which RT's CommandByMail stops reading commands. */
    static final String FIRST_LINE = "Nuevo caso recibido en el portal.";

    static final String DESCRIPTION = "Descripcion del solicitante:";
    static final String INDENT = "    ";
    static final String END = "Fin del caso ";

    private CaseBody() {}

    static String of(SupportCase filed, ZoneId zone) {
        Stream<String> words = filed.field(Role.DESCRIPTION).stream()
                .flatMap(field -> CaseText.lines(field.text()).stream())
                .map(line -> INDENT + line);
        return Stream.of(
                        Stream.of(FIRST_LINE, ""),
                        aboutTheCase(filed),
                        aboutTheRequester(filed),
                        Stream.of(filedAt(filed, zone), key("Files", files(filed))),
                        Stream.of("", DESCRIPTION),
                        words,
                        Stream.of("", END + filed.number()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> aboutTheCase(SupportCase filed) {
        return Stream.concat(
                Stream.of(
                        key("Case-Number", filed.number().value()),
                        key("Case-Type", CaseText.id(filed, Role.TYPE)),
                        key("Case-System", CaseText.id(filed, Role.SYSTEM)),
                        key("Case-Topic", CaseText.id(filed, Role.SUBJECT))),
                filed.reason().map(reason -> key("Case-Reason", reason)).stream());
    }

    private static Stream<String> aboutTheRequester(SupportCase filed) {
        return Stream.of(
                        Stream.of(
                                key("Requester-Name", text(filed, Role.NAME)),
                                key("Requester-Email", CaseValue.REQUESTER.of(filed))),
                        optional("Requester-Phone", filed, Role.PHONE),
                        optional("Requester-Document-Type", filed, Role.DOCUMENT_TYPE),
                        optional("Requester-Document", filed, Role.DOCUMENT),
                        filed.fields().stream()
                                .filter(CaseBody::isFurther)
                                .map(field -> key("Field-" + field.name(), field.text())))
                .flatMap(lines -> lines);
    }

    /** What no key above tells: fields without a role, and what was typed where others are chosen from a catalogue. */
    private static boolean isFurther(CaseField field) {
        return field.role() == Role.OTHER || (field.role().isKept() && !CaseText.isId(field.value()));
    }

    private static String filedAt(SupportCase filed, ZoneId zone) {
        return key(
                "Filed-At",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        filed.filedAt().truncatedTo(ChronoUnit.SECONDS).atZone(zone)));
    }

    private static String files(SupportCase filed) {
        if (filed.files().isEmpty()) {
            return "0";
        }
        return filed.files().stream()
                .map(file -> CaseText.fileName(filed.number(), file) + ", sha256 " + file.sha256())
                .collect(Collectors.joining("; ", filed.files().size() + " (", ")"));
    }

    private static Stream<String> optional(String key, SupportCase filed, Role role) {
        return filed.field(role).map(field -> key(key, field.text())).stream();
    }

    private static String text(SupportCase filed, Role role) {
        return filed.field(role).map(CaseField::text).orElse("");
    }

    private static String key(String key, String value) {
        String line = CaseText.singleLine(value);
        return key + ": " + (line.isEmpty() ? CaseText.NOTHING : line);
    }
}
