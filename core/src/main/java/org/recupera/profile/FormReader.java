package org.recupera.profile;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.recupera.port.CaseField.Role;

/** Reads what a portal asks whoever opens a case, field by field. */
final class FormReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern OPTION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

    private static final int MOST_FIELDS = 50;
    private static final int MOST_OPTIONS = 100;

    private static final Map<String, FieldKind> KINDS =
            Arrays.stream(FieldKind.values()).collect(toMap(FieldKind::word, Function.identity()));
    private static final Map<String, Role> ROLES = Arrays.stream(Role.values())
            .collect(toMap(role -> role.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity()));

    /** What a field takes that means something to the library. */
    private static final Map<Role, FieldKind> KIND_OF = Map.of(
            Role.NAME, FieldKind.NAME,
            Role.EMAIL, FieldKind.EMAIL,
            Role.PHONE, FieldKind.PHONE,
            Role.DOCUMENT_TYPE, FieldKind.CHOICE,
            Role.DOCUMENT, FieldKind.DOCUMENT,
            Role.SYSTEM, FieldKind.CHOICE,
            Role.TYPE, FieldKind.CHOICE,
            Role.SUBJECT, FieldKind.CHOICE,
            Role.DESCRIPTION, FieldKind.PARAGRAPH);

    private final Set<String> names = new HashSet<>();
    private final Set<Role> roles = new HashSet<>();
    private boolean hasFiles;

    private FormReader() {}

    static FormSettings read(Section section, Problems problems) {
        try (section) {
            int before = problems.count();
            String version = section.parsed(
                    "version",
                    text -> matching(VERSION, text),
                    "1 to 40 ASCII letters, digits, dots, hyphens and underscores",
                    "1");
            List<Section> sections = section.sections("fields");
            section.check(
                    "fields",
                    "fields",
                    !sections.isEmpty() && sections.size() <= MOST_FIELDS,
                    "1 to " + MOST_FIELDS + " fields are wanted here");
            FormReader reader = new FormReader();
            List<FormField> fields = sections.stream().map(reader::field).toList();
            section.check(
                    "fields",
                    "fields",
                    reader.roles.contains(Role.EMAIL) || problems.count() > before,
                    "asks for no e-mail address; a field with the role email is wanted");
            if (problems.count() == before) {
                FormConditions.check(fields, sections);
            }
            if (problems.count() == before) {
                FormCombinations.check(fields, section, sections);
            }
            return new FormSettings(version, problems.count() == before ? fields : List.of());
        }
    }

    private FormField field(Section section) {
        try (section) {
            FieldKind kind =
                    section.parsed("kind", word -> UsernameReader.known(KINDS, word), words(KINDS), FieldKind.LINE);
            Role given =
                    section.parsedIfGiven("role", word -> UsernameReader.known(ROLES, word), words(ROLES), Role.OTHER);
            FormField field = new FormField(
                    name(section),
                    kind,
                    given == null ? Role.OTHER : given,
                    section.flagIfGiven("required"),
                    maximumLength(section, kind),
                    section.has("when") ? condition(section.section("when")) : FormCondition.ALWAYS,
                    options(section, kind));
            check(section, field);
            return field;
        }
    }

    private String name(Section section) {
        String name = section.parsed(
                "name",
                text -> matching(NAME, text),
                "a letter and up to 39 more ASCII letters, digits, hyphens and underscores",
                "");
        section.check("name", "name", names.add(name), "is the name of another field too");
        return name;
    }

    private static int maximumLength(Section section, FieldKind kind) {
        if (!section.has("maximumLength")) {
            return kind.longest();
        }
        section.check("maximumLength", "kind", kind.longest() > 0, "says nothing where nothing is typed");
        return kind.longest() > 0 ? section.integer("maximumLength", 1, kind.longest()) : 0;
    }

    private List<FormOption> options(Section section, FieldKind kind) {
        if (kind != FieldKind.CHOICE) {
            section.check("options", "kind", !section.has("options"), "says nothing where nothing is chosen");
            return List.of();
        }
        List<Section> sections = section.sections("options");
        section.check(
                "options",
                "options",
                !sections.isEmpty() && sections.size() <= MOST_OPTIONS,
                "1 to " + MOST_OPTIONS + " options are wanted here");
        Set<String> ids = new HashSet<>();
        return sections.stream().map(option -> option(option, ids)).toList();
    }

    private FormOption option(Section section, Set<String> ids) {
        try (section) {
            String id = section.parsed(
                    "id", text -> matching(OPTION, text), "1 to 40 lower-case letters, digits and inner hyphens", "");
            section.check("id", "id", ids.add(id), "is the id of another option too");
            section.check("id", "id", !id.equals(VoiceReader.HELP), "would take the place of the field's help");
            return new FormOption(id, section.has("when") ? condition(section.section("when")) : FormCondition.ALWAYS);
        }
    }

    private static FormCondition condition(Section section) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        for (String key : section.keys()) {
            List<String> ids = section.labels(key);
            section.check(key, key, !ids.isEmpty(), "names no option");
            wanted.put(key, ids);
        }
        return new FormCondition(wanted);
    }

    private void check(Section section, FormField field) {
        FieldKind kind = field.kind();
        Role role = field.role();
        FieldKind wanted = KIND_OF.getOrDefault(role, kind);
        section.check("role", "kind", kind == wanted, "is for a field of the kind " + wanted.word());
        boolean alone = kind != wanted || role == Role.OTHER || roles.add(role);
        section.check("role", "role", alone, "is the role of another field too");
        boolean always = field.when().wanted().isEmpty();
        if (role == Role.EMAIL) {
            section.check(
                    "required", "role", field.required(), "true is wanted where the role is email: answers go there");
            section.check("when", "role", always, "is not for the role email, which every case needs");
        }
        if (kind == FieldKind.FILES) {
            section.check("kind", "kind", !hasFiles, "stands twice; one field takes all files");
            section.check("required", "kind", !field.required(), "is not for files: nobody has to attach one");
            section.check("when", "kind", always, "is not for files");
            hasFiles = true;
        }
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("has another form");
        }
        return text;
    }

    private static String words(Map<String, ?> values) {
        return "one of " + String.join(", ", new TreeSet<>(values.keySet()));
    }
}
