package org.recupera.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField.Role;

/** Holds what a case begins with after a failed recovery to what the form offers. */
final class CaseTopics {

    private final FormSettings form;
    private final Map<String, String> texts;
    private final Problems problems;

    private CaseTopics(FormSettings form, Map<String, String> texts, Problems problems) {
        this.form = form;
        this.texts = texts;
        this.problems = problems;
    }

    static void check(Facts facts, Map<String, Voice> voices, Problems problems) {
        SupportCaseSettings supportCase = facts.supportCase();
        if (supportCase == null) {
            return;
        }
        Voice own = Objects.requireNonNull(voices.get(facts.language().getLanguage()));
        CaseTopics topics = new CaseTopics(supportCase.form(), own.speech().formTexts(), problems);
        UsernameSettings username = facts.username();
        topics.check("username", username == null ? null : username.caseTopic());
        QuestionSettings questions = facts.questions();
        topics.check("securityQuestion", questions == null ? null : questions.caseTopic());
    }

    private void check(String section, @Nullable CaseTopic topic) {
        if (topic == null) {
            return;
        }
        Map<Role, String> labels = new LinkedHashMap<>();
        labels.put(Role.SYSTEM, topic.system());
        labels.put(Role.TYPE, topic.type());
        labels.put(Role.SUBJECT, topic.subject());
        Map<String, String> chosen = form.labelled(labels, texts);
        List<Role> without = labels.keySet().stream()
                .filter(role -> form.field(role)
                        .filter(field -> !chosen.containsKey(field.name()))
                        .isPresent())
                .toList();
        if (!without.isEmpty()) {
            problems.add(
                    JsonPath.ROOT.key(section).key("case").key(key(without.get(0))),
                    "is no option of the form in the portal's own language, or none that goes with the others here");
        }
    }

    private static String key(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case TYPE -> "type";
            default -> "subject";
        };
    }
}
