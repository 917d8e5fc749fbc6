package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.mail.MessageWriter;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.CaseFile;
import org.recupera.port.EmailAddress;
import org.recupera.port.Filing;
import org.recupera.port.MailSender.Result;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;

/** Whatever people type, the mail is one that every desk takes as it is meant. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomCasesTest {

    private static final int CASES = 10_000;

    private static final List<String> NASTY = List.of(
            "@fwd",
            "Status: resolved",
            "Owner: root",
            "#123",
            "[rt.example #1]",
            "\r\nBcc: victima@evil.example\r\n",
            "\n\n--=_m\nContent-Type: text/html\n\n",
            "\nFin del caso HC-2026-7Q4K9M2XJ\n",
            "\u2028X-Zammad-Ticket-Owner: root\u2029",
            "\u202Eoditrevni\u202C",
            "\u2067\u05D0\u05D1\u2069",
            "\u0627\u062D\u0645\u062F",
            "\uD83D\uDD11\uD83D\uDC69\u200D\uD83D\uDCBB",
            "\uD834\uDD1E",
            "\uD800",
            "\uDFFF",
            "\u0000\u001B[2J\u007F\u0085\u009B",
            "#\u200B7",
            "#\u0663",
            "\uFEFF",
            "<script>alert(1)</script>",
            "{{x}} ${7*7}",
            "=?UTF-8?B?DQpCY2M6?=",
            "ana@example.hn",
            "https://evil.example/",
            "www.evil.example",
            "María José",
            "O'Higgins",
            "J. Pérez",
            "(vía Portal)",
            "\"",
            "\\",
            ",;:<>",
            "   ",
            "\t",
            ".",
            "From ",
            "x".repeat(1_200),
            "-- ");

    private static final List<DeskProfile> DESKS = List.of(
            DeskProfile.generic(),
            DeskProfile.osticket().with("X-Priority", "3"),
            DeskProfile.zammad(),
            DeskProfile.zammadTrusted().with("X-Zammad-Ticket-sistema", CaseValue.SYSTEM),
            DeskProfile.rt(),
            DeskProfile.glpi(),
            DeskProfile.znuny(),
            DeskProfile.znunyTrusted().with("X-OTRS-DynamicField-Topic", CaseValue.TOPIC),
            DeskProfile.freescout());

    @Test
    void Ten_thousand_nasty_cases_give_mails_that_keep_to_every_rule() {
        long seed = new Random().nextLong();
        System.out.println("seed of the nasty cases: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            int number = i;
            DeskProfile desk = DESKS.get(random.nextInt(DESKS.size()));
            SupportCase filed = filed(random);
            OutgoingMail mail = handedOver(desk, filed, () -> "seed " + seed + ", case " + number);
            byte[] message = MessageWriter.unsigned(mail);

            assertThat(DeskLinter.of(desk).check(Cases.BOUNCES, message))
                    .as("seed %d, case %d", seed, i)
                    .isEmpty();
            assertOnlyTheTextHoldsWhatWasTyped(message, seed, i);
        }
    }

    /** The nets above have the rules' mesh; this one is another. */
    private static void assertOnlyTheTextHoldsWhatWasTyped(byte[] message, long seed, int number) {
        String wire = new String(message, ISO_8859_1);
        String header = wire.substring(0, wire.indexOf("\r\n\r\n"));
        assertThat(header.split("\r\n(?![ \t])"))
                .as("seed %d, case %d", seed, number)
                .allMatch(field -> field.matches("(?s)[A-Za-z][A-Za-z0-9_-]*: .*"))
                .noneMatch(field -> field.startsWith("Bcc") || field.contains("evil") || field.contains("root"));
    }

    private static OutgoingMail handedOver(DeskProfile desk, SupportCase filed, Supplier<String> which) {
        List<OutgoingMail> sent = new ArrayList<>();
        MailDesk mails = Cases.desk(mail -> {
                    sent.add(mail);
                    return new Result.Accepted();
                })
                .profile(desk)
                .build();
        assertThat(mails.file(filed, Cases.contents())).as(which).isEqualTo(new Filing.Filed(null));
        return sent.get(0);
    }

    private static SupportCase filed(Random random) {
        List<CaseField> fields = new ArrayList<>();
        fields.add(Cases.typed("nombre", Role.NAME, text(random, 3)));
        maybe(random, fields, Cases.typed("telefono", Role.PHONE, text(random, 2)));
        maybe(random, fields, Cases.typed("tipo-documento", Role.DOCUMENT_TYPE, text(random, 1)));
        maybe(random, fields, Cases.typed("documento", Role.DOCUMENT, text(random, 2)));
        for (Role role : List.of(Role.TYPE, Role.SYSTEM, Role.SUBJECT)) {
            String name = role.name().toLowerCase(Locale.ROOT);
            String label = text(random, 2);
            maybe(
                    random,
                    fields,
                    random.nextInt(4) == 0
                            ? Cases.typed(name, role, label)
                            : Cases.chosen(name, role, "opcion-" + random.nextInt(9), catalogue(random)));
        }
        maybe(random, fields, Cases.typed("descripcion", Role.DESCRIPTION, text(random, 12)));
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.add(Cases.typed("otro_" + i, Role.OTHER, text(random, 4)));
        }
        List<CaseFile> files = Stream.of(Cases.picture(1), Cases.document(2))
                .filter(file -> random.nextBoolean())
                .toList();
        return Cases.filed(fields.toArray(CaseField[]::new))
                .requester(new EmailAddress(random.nextBoolean() ? "ana@example.hn" : "o'x+{1}#2@a.example.hn"))
                .reason(random.nextBoolean() ? null : "username.not-found")
                .files(files)
                .build();
    }

    /** Words that a portal's own people wrote, not always with help desks in mind. */
    private static String catalogue(Random random) {
        List<String> words = List.of("Recuperación", "de", "usuario", "HC:", "#12", "[x #1]", "Ñandú", "II", "🔑");
        return random.ints(random.nextInt(25), 0, words.size())
                .mapToObj(words::get)
                .collect(Collectors.joining(" "));
    }

    private static String text(Random random, int pieces) {
        return random.ints(random.nextInt(pieces + 1), 0, NASTY.size())
                .mapToObj(NASTY::get)
                .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
    }

    private static void maybe(Random random, List<CaseField> fields, CaseField field) {
        if (random.nextInt(5) > 0) {
            fields.add(field);
        }
    }
}
