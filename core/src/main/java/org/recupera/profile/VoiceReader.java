package org.recupera.profile;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what a profile says, language by language.
 *
 * <p>A profile speaks the languages under {@code messages}, its own among them, and each one wholly: what it leaves out
 * is taken from the common catalogue of that language, and what that does not have either is a problem.
 */
final class VoiceReader {

    /** What a portal may say beyond what the library says: every language says it, with the same parameters. */
    private static final Pattern PAGE_TEXT = Pattern.compile("page\\.[a-z0-9.-]{1,60}");

    private static final String QUESTION = "question.";

    /** What stands behind a field's name for its help, which a form need not have. */
    static final String HELP = "help";

    private static final int MAX_LABEL = 100;

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final int MAX_SUBJECT = 200;
    private static final Wording NOTHING = Wording.parse("");

    private final Facts facts;
    private final Folder folder;
    private final Problems problems;

    /** Every code there is, with the parameters that its words may use. */
    private final Map<String, Set<String>> parameters = Catalogue.parameters();

    /** Whether the form was refused, so that nothing is known of its words. */
    private final boolean formRefused;

    private final Set<String> formLabels = new HashSet<>();
    private final Set<String> formHelps = new HashSet<>();

    VoiceReader(Facts facts, Folder folder, Problems problems) {
        this.facts = facts;
        this.folder = folder.over(Catalogue.FOLDER);
        this.problems = problems;
        QuestionSettings questions = facts.questions();
        if (questions != null) {
            questions.questions().forEach(id -> parameters.putIfAbsent(QUESTION + id, Set.of()));
        }
        SupportCaseSettings supportCase = facts.supportCase();
        formRefused = supportCase != null && supportCase.form().isRefused();
        if (supportCase != null) {
            supportCase.form().fields().forEach(this::askFor);
        }
    }

    private void askFor(FormField field) {
        String label = Speech.FORM + field.name();
        formLabels.add(label);
        formHelps.add(label + '.' + HELP);
        field.options().forEach(option -> formLabels.add(label + '.' + option.id()));
        formLabels.forEach(code -> parameters.putIfAbsent(code, Set.of()));
    }

    Map<String, Voice> voices(Section messages) {
        String own = facts.language().getLanguage();
        if (!own.isEmpty()) {
            messages.section(own);
        }
        Map<String, Map<String, Wording>> given = new LinkedHashMap<>();
        messages.sections().forEach((language, section) -> {
            if (LANGUAGES.contains(language)) {
                given.put(language, given(section));
            } else {
                messages.refuse(language, "a language of two letters is wanted here");
            }
        });
        Map<String, Voice> voices = new LinkedHashMap<>();
        given.forEach((language, words) -> voices.put(language, voice(language, words, messages.section(language))));
        return voices;
    }

    private Map<String, Wording> given(Section section) {
        Map<String, Wording> words = new LinkedHashMap<>();
        section.texts().forEach((code, text) -> {
            Wording wording = parsed(text).orElse(NOTHING);
            if (PAGE_TEXT.matcher(code).matches()) {
                parameters.putIfAbsent(code, wording.parameters());
            } else if (formHelps.contains(code)) {
                parameters.putIfAbsent(code, Set.of());
            }
            Set<String> usable = parameters.get(code);
            if (usable == null && formRefused && code.startsWith(Speech.FORM)) {
                return;
            }
            if (usable == null) {
                section.refuse(
                        code,
                        "unknown; a code of the library's, one that begins with page., question. and the id of one that"
                                + " is asked, or form. and a field of the form is wanted here");
            } else if (parsed(text).isEmpty()) {
                section.refuse(code, "has a brace that belongs to no parameter");
            } else if (!usable.containsAll(wording.parameters())) {
                section.refuse(code, "may use no parameters but " + usable);
            } else if (formLabels.contains(code) && text.length() > MAX_LABEL) {
                section.refuse(code, "a label of at most " + MAX_LABEL + " characters is wanted here");
            }
            words.put(code, wording);
        });
        return words;
    }

    private Voice voice(String language, Map<String, Wording> given, Section section) {
        Map<String, Wording> words = Catalogue.in(language);
        words.putAll(given);
        parameters.keySet().forEach(code -> {
            if (words.putIfAbsent(code, NOTHING) == null) {
                section.refuse(code, "is missing");
            }
        });
        Locale locale =
                language.equals(facts.language().getLanguage()) ? facts.language() : Locale.forLanguageTag(language);
        Speech speech = new Speech(locale, words, instants(words, locale, section));
        MailTexts mails = MailTexts.compile(speech, facts, folder, problems);
        for (MailTemplate template : MailTemplate.values()) {
            if (mails.longestSubject(template).length() > MAX_SUBJECT) {
                section.refuse(
                        template.subjectCode(), "is longer than " + MAX_SUBJECT + " characters once it is filled");
            }
        }
        return new Voice(speech, mails);
    }

    private DateTimeFormatter instants(Map<String, Wording> words, Locale locale, Section section) {
        try {
            String pattern = words.getOrDefault(Speech.INSTANT_FORMAT, NOTHING).with(Map.of());
            return Speech.instants(pattern, locale, facts.zone());
        } catch (IllegalArgumentException | DateTimeException e) {
            section.refuse(Speech.INSTANT_FORMAT, "a pattern of java.time.format.DateTimeFormatter is wanted here");
            return Speech.instants("", locale, facts.zone());
        }
    }

    private static Optional<Wording> parsed(String text) {
        try {
            return Optional.of(Wording.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
