package org.recupera.mail.desk;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the header of a mail to a help desk must keep to, whichever the desk. */
final class EnvelopeRules {

    /** To which no desk writes; Zammad's default expression, and FreeScout's kind. */
    private static final Pattern NO_REPLY = Pattern.compile(
            "(?:no[-_.]?(?:reply|responder).*|do[-_.]?not[-_.]?reply.*|mailer-daemon|postmaster|abuse|root)@.*");

    private static final Pattern SUBJECT = Pattern.compile("\\[(?<number>[0-9A-Z]{1,8}-\\d{4}-[0-9A-Z]{9})] \\S.*");
    private static final Pattern PREFIX = Pattern.compile("\\s*\\p{L}{1,3}:.*");
    private static final int SUBJECT_LENGTH = 110;
    private static final Pattern MISLEADING =
            Pattern.compile(".*(?:[@<>:/\\\\\"=?,;\\p{C}]|[\\p{L}\\p{Nd}]\\.[\\p{L}\\p{Nd}]{2}).*", Pattern.DOTALL);
    private static final Pattern MESSAGE_ID =
            Pattern.compile("<case\\.(?<id>[0-9a-f-]{32,36})\\.(?<place>[1-9]\\d{0,5})@(?<domain>[A-Za-z0-9.-]+)>");

    /** Each rule with what tells that it is kept. */
    static final Map<DeskRule, Predicate<MessageView>> KEPT = Map.ofEntries(
            entry(
                    DeskRule.AUTO_SUBMITTED,
                    mail -> mail.all("Auto-Submitted").stream().allMatch(EnvelopeRules::isNo)),
            entry(
                    DeskRule.AUTO_SUBMITTED_NO,
                    mail -> mail.all("Auto-Submitted").stream().noneMatch(EnvelopeRules::isNo)),
            entry(DeskRule.PRECEDENCE, without("Precedence")),
            entry(DeskRule.AUTO_RESPONSE_SUPPRESS, without("X-Auto-Response-Suppress")),
            entry(DeskRule.LOOP, without("X-Loop")),
            entry(
                    DeskRule.LIST,
                    mail -> mail.header().stream()
                            .noneMatch(field ->
                                    field.name().toLowerCase(Locale.ROOT).startsWith("list-"))),
            entry(DeskRule.RECEIPT, without("Return-Receipt-To").and(without("Disposition-Notification-To"))),
            entry(DeskRule.SUBJECT_NUMBER_MARK, mail -> !mail.text("Subject").contains("#")),
            entry(
                    DeskRule.SUBJECT_PREFIX,
                    mail -> !PREFIX.matcher(mail.text("Subject")).matches()),
            entry(
                    DeskRule.SUBJECT_FORM,
                    mail -> SUBJECT.matcher(mail.text("Subject")).matches()),
            entry(DeskRule.SUBJECT_LENGTH, mail -> mail.text("Subject").length() <= SUBJECT_LENGTH),
            entry(DeskRule.FROM_NAME_DECORATED, mail -> !name(mail).matches(".*[()].*")),
            entry(
                    DeskRule.FROM_NAME_MISLEADING,
                    mail -> !MISLEADING.matcher(name(mail)).matches()),
            entry(
                    DeskRule.FROM_NO_REPLY,
                    mail -> !NO_REPLY.matcher(address(mail, "From")).matches()),
            entry(
                    DeskRule.FROM_INTAKE,
                    mail -> address(mail, "From").isEmpty()
                            || !address(mail, "From").equals(address(mail, "To"))),
            entry(DeskRule.FROM_FORM, mail -> mail.mailbox("From").isPresent() && !mail.has("Sender")),
            entry(DeskRule.REPLY_TO, mail -> mail.mailbox("Reply-To").isPresent()),
            entry(
                    DeskRule.EXTRA_RECIPIENT,
                    mail -> mail.mailbox("To").isPresent() && !mail.has("Cc") && !mail.has("Bcc")),
            entry(DeskRule.MESSAGE_ID, EnvelopeRules::hasStableId),
            entry(
                    DeskRule.MESSAGE_ID_GLPI,
                    mail -> !mail.text("Message-ID").toLowerCase(Locale.ROOT).matches(".*glpi[^@]*@.*")),
            entry(DeskRule.THREAD, EnvelopeRules::isInItsThread));

    private EnvelopeRules() {}

    static boolean isNoReply(String address) {
        return NO_REPLY.matcher(address.toLowerCase(Locale.ROOT)).matches();
    }

    /** The case number that a subject tells, or nothing. */
    static String number(MessageView mail) {
        Matcher subject = SUBJECT.matcher(mail.text("Subject"));
        return subject.matches() ? subject.group("number") : "";
    }

    /** Whether two domains are one, or one lies below the other, as DMARC has it. */
    static boolean aligned(String domain, String other) {
        return domain.equals(other) || domain.endsWith('.' + other) || other.endsWith('.' + domain);
    }

    static String domain(MessageView mail) {
        String address = address(mail, "From");
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Predicate<MessageView> without(String name) {
        return mail -> !mail.has(name);
    }

    private static boolean isNo(String value) {
        return value.strip().equalsIgnoreCase("no");
    }

    private static String name(MessageView mail) {
        return mail.mailbox("From").map(Mailbox::name).orElse("");
    }

    private static String address(MessageView mail, String name) {
        return mail.mailbox(name).map(Mailbox::address).orElse("");
    }

    private static boolean hasStableId(MessageView mail) {
        Matcher id = MESSAGE_ID.matcher(mail.one("Message-ID").orElse(""));
        return id.matches() && id.group("domain").equalsIgnoreCase(domain(mail));
    }

    private static boolean isInItsThread(MessageView mail) {
        Matcher id = MESSAGE_ID.matcher(mail.one("Message-ID").orElse(""));
        if (!id.matches() || id.group("place").equals("1")) {
            return !mail.has("In-Reply-To") && !mail.has("References");
        }
        String first = "<case." + id.group("id") + ".1@" + id.group("domain") + '>';
        return mail.one("In-Reply-To").filter(first::equals).isPresent()
                && mail.one("References").filter(first::equals).isPresent();
    }
}
