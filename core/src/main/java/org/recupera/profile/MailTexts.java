package org.recupera.profile;

import static java.util.Map.entry;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.recupera.port.Secret;

/**
 * The mails of one language, compiled once.
 *
 * <p>Templates see texts, lists and maps only; a name that none of these has is an error, and was one when the profile
 * was read, because each template is tried then.
 */
final class MailTexts {

    /** Enough for text and for attributes in quotation marks; the equals sign of a link stays as it is. */
    private static final Mustache.Escaper HTML = Escapers.simple(
            new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});

    /** As long as a number can be. */
    private static final String SAMPLE_NUMBER = "PORTAL00-2026-000000000";

    private static final Map<String, Object> SAMPLES = Map.ofEntries(
            entry("username", "usuario1"),
            entry("displayName", "Nombre Apellido"),
            entry("link", Secret.of("https://portal.invalid/")),
            entry("life", Duration.ofHours(1)),
            entry("at", Instant.EPOCH),
            entry("email", "usuario1@example.org"),
            entry("accounts", List.of(new ListedAccount("usuario1", "•••001"), new ListedAccount("usuario2", null))),
            entry("passwordPage", URI.create("https://portal.invalid/")),
            entry(MailValues.NUMBER, SAMPLE_NUMBER),
            entry(MailValues.FACTS, List.of(new CaseFact("Asunto", "Recuperación de usuario"))),
            entry("due", Instant.EPOCH),
            entry("opens", Instant.EPOCH),
            entry("statusPage", URI.create("https://portal.invalid/")),
            entry(MailValues.ANSWER, "Buenos días.\nYa puede ingresar."),
            entry("state", "Cerrado"));

    private final Speech speech;
    private final Facts facts;
    private final Map<MailTemplate, Bodies> bodies = new EnumMap<>(MailTemplate.class);

    private record Bodies(Template text, Template html) {}

    private MailTexts(Speech speech, Facts facts) {
        this.speech = speech;
        this.facts = facts;
    }

    /**
     * Compiles and tries the templates of a language.
     *
     * @param facts of which every template sees some
     * @param folder where the files lie
     */
    static MailTexts compile(Speech speech, Facts facts, Folder folder, Problems problems) {
        MailTexts mails = new MailTexts(speech, facts);
        for (MailTemplate template : MailTemplate.values()) {
            String file = template.fileName() + '.' + speech.locale().getLanguage();
            Template text = mails.tried(template, file + ".txt", compiler(folder, false), problems);
            Template html = mails.tried(template, file + ".html", compiler(folder, true), problems);
            mails.bodies.put(template, new Bodies(text, html));
        }
        return mails;
    }

    RenderedMail render(MailTemplate template, Map<String, Object> values) {
        MailValues.of(template).check(values);
        Map<String, Object> view = view(template, values);
        Bodies found = Objects.requireNonNull(bodies.get(template));
        return new RenderedMail(
                subject(template, values),
                found.text().execute(view),
                found.html().execute(view),
                speech.locale());
    }

    private Template tried(MailTemplate template, String file, Mustache.Compiler compiler, Problems problems) {
        try {
            Template compiled = compiler.loadTemplate(file);
            Map<String, Object> values = new HashMap<>(SAMPLES);
            MailValues wanted = MailValues.of(template);
            values.keySet().removeIf(name -> !wanted.has(name));
            String full = compiled.execute(view(template, values));
            values.keySet().retainAll(wanted.required().keySet());
            String bare = compiled.execute(view(template, values));
            // A tag without its end is text to the compiler.
            if ((full + bare).contains("{{")) {
                problems.addInFile(file, "has a tag that does not end");
            }
            return compiled;
        } catch (ProfileException e) {
            e.problems().forEach(problem -> problems.addInFile(problem.path(), problem.what()));
        } catch (MustacheException e) {
            problems.addInFile(file, String.valueOf(e.getMessage()));
        }
        return compiler.compile("");
    }

    private Map<String, Object> view(MailTemplate template, Map<String, Object> values) {
        Map<String, Object> view = new HashMap<>(facts.view());
        view.put("subject", subject(template, values));
        view.put("language", speech.locale().toLanguageTag());
        MailValues.of(template).optional().keySet().forEach(name -> view.put(name, ""));
        view.computeIfPresent("life", (name, none) -> speech.write(facts.link().life()));
        values.forEach((name, value) -> view.put(name, written(name, value)));
        if (values.get(MailValues.ACCOUNTS) instanceof List<?> accounts) {
            view.put("several", accounts.size() > 1);
        }
        if (MailValues.of(template).has(MailValues.ANSWER)) {
            String answer = Objects.toString(values.get(MailValues.ANSWER), "");
            view.put(MailValues.ANSWER, answer);
            view.put("answerLines", answer.lines().toList());
        }
        return view;
    }

    /** The longest subject that a mail can have. */
    String longestSubject(MailTemplate template) {
        return subject(template, SAMPLES);
    }

    private String subject(MailTemplate template, Map<String, Object> values) {
        Map<String, String> parameters = new HashMap<>(Map.of("portal", facts.name()));
        if (values.get(MailValues.NUMBER) instanceof String number) {
            parameters.put(MailValues.NUMBER, number);
        }
        return speech.say(template.subjectCode(), parameters);
    }

    private Object written(String name, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(MailTexts::listed).toList();
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof Instant instant) {
            return speech.write(instant);
        }
        if (value instanceof Duration duration) {
            return speech.write(duration);
        }
        if (value instanceof URI page) {
            return page.toString();
        }
        return MailValues.IDENTIFIERS.contains(name)
                ? PrintedName.ofIdentifier(value.toString())
                : PrintedName.of(value.toString());
    }

    private static Map<String, String> listed(Object entry) {
        if (entry instanceof CaseFact fact) {
            return Map.of("label", fact.label(), "text", fact.text());
        }
        ListedAccount account = (ListedAccount) entry;
        String document = account.document();
        return Map.of(
                "username",
                PrintedName.ofIdentifier(account.username()),
                "document",
                document == null ? "" : PrintedName.of(document));
    }

    private static Mustache.Compiler compiler(Folder folder, boolean escaping) {
        return Mustache.compiler()
                .withEscaper(escaping ? HTML : Escapers.NONE)
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withCollector(new GivenValues())
                .withLoader(new TemplateLoader(folder));
    }
}
