package org.recupera.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Support cases that no other test has used. */
final class Cases {

    static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");

    private Cases() {}

    static CaseNumber number() {
        return CaseNumber.of("HC", 2026, Fresh.text(8).toUpperCase(Locale.ROOT));
    }

    /** A key of a submission, or a digest. */
    static String key() {
        return Fresh.text(43);
    }

    static SupportCase.Builder bare(PortalId portal, CaseNumber number, String submission, String digest, Instant at) {
        return SupportCase.filed(portal, number, submission, digest, at, Locale.forLanguageTag("es-HN"));
    }

    static SupportCase.Builder filled(PortalId portal, CaseNumber number, String submission, String digest) {
        return bare(portal, number, submission, digest, T0)
                .requester(new EmailAddress("Maria.O'Higgins+casos@ejemplo.hn"))
                .reason("username.not-found")
                .fields(fields());
    }

    static SupportCase.Builder filled(PortalId portal) {
        return filled(portal, number(), key(), key());
    }

    /** The same case with files. */
    static SupportCase with(SupportCase.Builder filed, Map<Integer, byte[]> contents) {
        List<CaseFile> files = new ArrayList<>();
        new TreeMap<>(contents).forEach((place, bytes) -> files.add(file(place, bytes.length)));
        return filed.files(files).build();
    }

    static CaseFile file(int place, long size) {
        return new CaseFile(
                place,
                "HC-2026-7Q4K9M2XJ-" + place + ".png",
                "captura de pantalla (" + place + ") ñandú 🔑.png",
                "image/png",
                size,
                "0123456789abcdef".repeat(4));
    }

    static List<CaseField> fields() {
        return List.of(
                field(CaseField.Role.NAME, "María José Ñáñez 🔑"),
                field(CaseField.Role.EMAIL, "Maria.O'Higgins+casos@ejemplo.hn"),
                field(CaseField.Role.PHONE, "+504 2222-2222"),
                field(CaseField.Role.DOCUMENT_TYPE, "dni"),
                field(CaseField.Role.DOCUMENT, "0801-1990-12345"),
                new CaseField("system", CaseField.Role.SYSTEM, "Sistema", "honducompras", "HonduCompras 2"),
                new CaseField("type", CaseField.Role.TYPE, "Tipo", "duda", "Solicitud o duda"),
                new CaseField("subject", CaseField.Role.SUBJECT, "Asunto", "usuario", "Recuperación de usuario"),
                field(CaseField.Role.DESCRIPTION, "No puedo entrar.\nNi ayer ni hoy.\n"),
                field(CaseField.Role.OTHER, "nada más"));
    }

    static CaseField field(CaseField.Role role, String value) {
        String name = "f-" + role.name().toLowerCase(Locale.ROOT);
        return new CaseField(name, role, "¿" + name + "?", value, value);
    }

    static CaseMessage said(Instant at, String text, CaseState state) {
        return new CaseMessage(at, CaseMessage.Author.DESK, text, state);
    }
}
