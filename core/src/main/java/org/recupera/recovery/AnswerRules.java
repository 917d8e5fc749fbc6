package org.recupera.recovery;

import java.util.Map;
import java.util.Optional;
import org.recupera.port.Secret;
import org.recupera.profile.Message;
import org.recupera.profile.Profile;

/** What cannot be an answer, whoever gives it; such a text costs neither a try nor a hash. */
final class AnswerRules {

    /** The shortest answer that may be kept, in code points of its {@link AnswerForm}. */
    static final int MIN_LENGTH = 3;

    private AnswerRules() {}

    /** The code of the message, if there is a flaw. */
    static Optional<String> flawOf(Secret answer) {
        if (answer.reveal().length() > AnswerForm.MAX_LENGTH) {
            return Optional.of("answer.too-long");
        }
        if (answer.reveal().isBlank()) {
            return Optional.of("answer.empty");
        }
        return AnswerForm.isReadable(answer) ? Optional.empty() : Optional.of("answer.unreadable");
    }

    static int length(Secret form) {
        return form.reveal().codePointCount(0, form.reveal().length());
    }

    static Message message(Profile profile, String code) {
        return profile.message(
                code,
                switch (code) {
                    case "answer.too-short" -> Map.of("minimum", Integer.toString(MIN_LENGTH));
                    case "answer.too-long" -> Map.of("maximum", Integer.toString(AnswerForm.MAX_LENGTH));
                    default -> Map.of();
                });
    }
}
