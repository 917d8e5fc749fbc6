package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseNumber;
import org.recupera.port.EmailAddress;
import org.recupera.port.FileContents;
import org.recupera.port.MailSender;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** The cases that the tests hand over, and the desk that they are handed to. */
final class Cases {

    static final EmailAddress INTAKE = new EmailAddress("soporte@mesa.example.org");
    static final EmailAddress FROM = new EmailAddress("casos@compras.example.hn");
    static final EmailAddress BOUNCES = new EmailAddress("rebotes@compras.example.hn");
    static final CaseNumber NUMBER = new CaseNumber("HC-2026-7Q4K9M2XJ");
    static final ZoneId ZONE = ZoneId.of("America/Tegucigalpa");

    /** Stands for a picture; the gate before a desk looks into files, the desk does not. */
    static final byte[] PICTURE = "\211PNG\r\n\032\n, y no mas.".getBytes(ISO_8859_1);

    static final byte[] DOCUMENT = "%PDF-1.7\n%%EOF\n".getBytes(US_ASCII);

    private Cases() {}

    static MailDesk.Builder desk(MailSender sender) {
        return MailDesk.to(INTAKE, sender).from(FROM).bounces(BOUNCES).zone(ZONE);
    }

    static SupportCase.Builder filed(CaseField... fields) {
        return SupportCase.filed(
                        new PortalId("honducompras"),
                        NUMBER,
                        "envio-0001",
                        "resumen-0001",
                        Instant.parse("2026-11-20T20:05:00.123456Z"),
                        Locale.forLanguageTag("es-HN"))
                .requester(new EmailAddress("ana@example.hn"))
                .fields(List.of(fields));
    }

    /** A case as both documents have it, of a person and a text. */
    static SupportCase.Builder of(String name, String description) {
        return filed(fields(name, description).toArray(CaseField[]::new));
    }

    static List<CaseField> fields(String name, String description) {
        List<CaseField> fields = new ArrayList<>();
        fields.add(typed("nombre", Role.NAME, name));
        fields.add(typed("correo", Role.EMAIL, "ana@example.hn"));
        fields.add(chosen("tipo", Role.TYPE, "recuperacion-acceso", "Solicitud o duda"));
        fields.add(chosen("sistema", Role.SYSTEM, "honducompras-2", "HonduCompras 2.0"));
        fields.add(chosen("asunto", Role.SUBJECT, "recuperacion-usuario", "Recuperación de usuario"));
        fields.add(typed("descripcion", Role.DESCRIPTION, description));
        return fields;
    }

    static CaseField typed(String name, Role role, String text) {
        return new CaseField(name, role, name, text, text);
    }

    static CaseField chosen(String name, Role role, String id, String label) {
        return new CaseField(name, role, name, id, label);
    }

    static CaseFile picture(int place) {
        return file(place, "png", "image/png", PICTURE);
    }

    static CaseFile document(int place) {
        return file(place, "pdf", "application/pdf", DOCUMENT);
    }

    static CaseFile file(int place, String extension, String mediaType, byte[] content) {
        return new CaseFile(
                place,
                NUMBER + "-0" + place + '.' + extension,
                "../Captura de pantalla.png",
                mediaType,
                content.length,
                sha256(content));
    }

    static FileContents contents() {
        return file -> new ByteArrayInputStream(file.mediaType().equals("image/png") ? PICTURE : DOCUMENT);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
