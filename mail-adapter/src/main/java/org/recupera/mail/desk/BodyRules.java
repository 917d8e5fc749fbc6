package org.recupera.mail.desk;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the text of a mail to a help desk must keep to, whichever the desk. */
final class BodyRules {

    private static final Pattern KEYS = Pattern.compile("""

            Case-Number: \\S+
            Case-Type: \\S+
            Case-System: \\S+
            Case-Topic: \\S+
            (?:Case-Reason: \\S+
            )?Requester-Name: \\S.*
            Requester-Email: \\S.*@\\S+
            (?:Requester-Phone: \\S.*
            )?(?:Requester-Document-Type: \\S.*
            )?(?:Requester-Document: \\S.*
            )?(?:Field-[A-Za-z0-9_-]+: \\S.*
            )*+Filed-At: \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S+
            Files: (?:0|[1-9]\\d* \\(.+\\))
            """);

    private static final Pattern NUMBER_MARK = Pattern.compile("#\\p{Nd}");

    /** Controls but for the line's end, what turns text around, and what ends a line elsewhere. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069&&[^\n]]");

    /** Each rule with what tells that it is kept. */
    static final Map<DeskRule, Predicate<MessageView>> KEPT = Map.ofEntries(
            entry(DeskRule.BODY_PARTS, BodyRules::isOneText),
            entry(
                    DeskRule.BODY_TYPE,
                    mail -> !isOneText(mail) || mail.bodyType().equals("text/plain;charset=utf-8")),
            entry(DeskRule.BODY_FIRST_LINE, mail -> mail.body().startsWith(CaseBody.FIRST_LINE + '\n')),
            entry(DeskRule.BODY_KEYS, mail -> KEYS.matcher(block(mail)).matches()),
            entry(DeskRule.BODY_DESCRIPTION, mail -> description(mail).stream().allMatch(BodyRules::isIndented)),
            entry(
                    DeskRule.BODY_NUMBER_MARK,
                    mail -> !NUMBER_MARK.matcher(mail.body()).find()),
            entry(
                    DeskRule.BODY_END,
                    mail -> mail.body().endsWith("\n\n" + CaseBody.END + EnvelopeRules.number(mail) + '\n')),
            entry(DeskRule.BODY_CHARACTERS, mail -> !HIDDEN.matcher(mail.body()).find()));

    private BodyRules() {}

    /** The number behind a key, or nothing. */
    static String number(MessageView mail) {
        return mail.body()
                .lines()
                .filter(line -> line.startsWith("Case-Number: "))
                .findFirst()
                .map(line -> line.substring("Case-Number: ".length()))
                .orElse("");
    }

    private static boolean isOneText(MessageView mail) {
        return mail.bodies() == 1
                && (mail.bodyType().equals("text/plain") || mail.bodyType().startsWith("text/plain;"));
    }

    private static boolean isIndented(String line) {
        return line.startsWith(CaseBody.INDENT);
    }

    /** What stands between the first line and the description. */
    private static String block(MessageView mail) {
        int from = mail.body().indexOf('\n') + 1;
        int to = mail.body().indexOf("\n" + CaseBody.DESCRIPTION + "\n");
        return to < from ? "" : mail.body().substring(from, to);
    }

    /** The lines between the description's heading and the empty line before the last one. */
    private static List<String> description(MessageView mail) {
        List<String> lines = mail.body().lines().toList();
        int from = lines.indexOf(CaseBody.DESCRIPTION) + 1;
        int to = lines.size() - 2;
        return from == 0 || to < from ? lines : lines.subList(from, to);
    }
}
