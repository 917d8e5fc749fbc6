package org.recupera.mail.desk;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** What the files and the extra fields of a mail must keep to, which a desk's profile says. */
final class ProfileRules {

    /** Everything that the library writes of its own. */
    private static final Pattern OWN = Pattern.compile(
            "(?i)Date|From|Reply-To|To|Message-ID|In-Reply-To|References|Subject|Content-Language|MIME-Version"
                    + "|Content-Type|Content-Transfer-Encoding|X-Case-[A-Za-z]+");

    /** Other rules say more about these. */
    private static final Pattern JUDGED =
            Pattern.compile("(?i)Auto-Submitted|Precedence|X-Auto-Response-Suppress|X-Loop|List-.*|Return-Receipt-To"
                    + "|Disposition-Notification-To|Sender|Cc|Bcc");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    /** Each rule with what tells that it is kept. */
    static final Map<DeskRule, BiPredicate<MessageView, DeskProfile>> KEPT = Map.ofEntries(
            entry(
                    DeskRule.CASE_HEADERS,
                    (mail, desk) -> CaseMail.HEADERS.stream()
                                    .allMatch(name -> mail.one(name).isPresent())
                            && mail.header().stream()
                                    .filter(field -> field.name().regionMatches(true, 0, "X-Case-", 0, 7))
                                    .allMatch(
                                            field -> CODE.matcher(field.value()).matches())),
            entry(
                    DeskRule.CASE_NUMBER,
                    (mail, desk) -> mail.text("X-Case-Number").equals(EnvelopeRules.number(mail))
                            && EnvelopeRules.number(mail).equals(BodyRules.number(mail))),
            entry(
                    DeskRule.TRUSTED_HEADER,
                    (mail, desk) -> mail.header().stream()
                            .map(Entity.Field::name)
                            .allMatch(name -> !DeskProfile.isForTrusted(name) || desk.isOfTrustedPrefix(name))),
            entry(DeskRule.PROFILE_HEADER, ProfileRules::hasTheProfilesFields),
            entry(
                    DeskRule.FILE_ENCODING,
                    (mail, desk) -> (mail.mixed() || mail.files().isEmpty())
                            && mail.files().stream()
                                    .allMatch(file -> file.encoding().equals("base64"))),
            entry(
                    DeskRule.FILE_DISPOSITION,
                    (mail, desk) -> mail.files().stream()
                            .allMatch(file -> file.disposition().equals("attachment"))),
            entry(DeskRule.FILE_NAME, (mail, desk) -> {
                Pattern name = Pattern.compile(Pattern.quote(EnvelopeRules.number(mail)) + "-\\d{2,}\\.[a-z0-9]{1,8}");
                return mail.files().stream()
                        .allMatch(file ->
                                file.name() != null && name.matcher(file.name()).matches());
            }),
            entry(
                    DeskRule.FILE_TYPE,
                    (mail, desk) -> mail.files().stream()
                            .allMatch(file -> desk.mediaTypes().contains(file.type()))),
            entry(
                    DeskRule.SIZE,
                    (mail, desk) -> mail.files().stream()
                                    .mapToLong(MessageView.File::size)
                                    .sum()
                            <= desk.maximumSize()));

    private ProfileRules() {}

    private static boolean hasTheProfilesFields(MessageView mail, DeskProfile desk) {
        return desk.headerNames().stream().allMatch(name -> mail.one(name).isPresent())
                && mail.header().stream()
                        .map(Entity.Field::name)
                        .allMatch(name -> OWN.matcher(name).matches()
                                || JUDGED.matcher(name).matches()
                                || DeskProfile.isForTrusted(name)
                                || desk.headerNames().stream().anyMatch(name::equalsIgnoreCase));
    }
}
