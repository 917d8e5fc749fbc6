package org.recupera.profile;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a profile says of security questions. */
final class QuestionReader {

    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

    private QuestionReader() {}

    static @Nullable QuestionSettings read(Section root) {
        if (!root.has("securityQuestion")) {
            return null;
        }
        try (Section section = root.section("securityQuestion")) {
            QuestionMode mode =
                    section.parsed("mode", QuestionReader::mode, "before-mail or after-link", QuestionMode.BEFORE_MAIL);
            boolean skippable = section.flagIfGiven("skippable");
            section.check(
                    "skippable",
                    "mode",
                    mode == QuestionMode.BEFORE_MAIL || !skippable,
                    "says nothing where mode is after-link");
            List<String> questions = section.labels("questions");
            section.check("questions", "questions", !questions.isEmpty(), "is missing; there is nothing to ask");
            // One that is none may be anything that was pasted there, and no problem may go on to speak of its texts.
            List<String> ids = questions.stream().filter(ID.asMatchPredicate()).toList();
            section.check(
                    "questions",
                    "questions",
                    ids.equals(questions),
                    "an id has 1 to 40 lower-case letters, digits and inner hyphens");
            return new QuestionSettings(
                    mode,
                    skippable,
                    ids,
                    ProfileReader.allowance(section.section("tries")),
                    UsernameReader.topic(section.section("case")));
        }
    }

    private static QuestionMode mode(String name) {
        return switch (name) {
            case "before-mail" -> QuestionMode.BEFORE_MAIL;
            case "after-link" -> QuestionMode.AFTER_LINK;
            default -> throw new IllegalArgumentException("not a mode");
        };
    }
}
