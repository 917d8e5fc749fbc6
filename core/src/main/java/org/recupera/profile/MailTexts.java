package org.recupera.profile;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.recupera.port.Secret;

/**
 * The mails of one language, compiled once.
 *
 * <p>Templates see texts, lists and maps only; a name that none of these has is an error, and was one when the profile
 * was read, because each template is tried then.
 */
final class MailTexts {

    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*");

    /** Enough for text and for attributes in quotation marks; the equals sign of a link stays as it is. */
    private static final Mustache.Escaper HTML = Escapers.simple(
            new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});

    private static final Map<String, Object> SAMPLES = Map.of(
            "username",
            "usuario1",
            "displayName",
            "Nombre Apellido",
            "link",
            Secret.of("https://portal.invalid/"),
            "life",
            Duration.ofHours(1),
            "at",
            Instant.EPOCH);

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
        template.check(values);
        Map<String, Object> view = view(template, values);
        Bodies found = bodies.get(template);
        return new RenderedMail(
                subject(template), found.text().execute(view), found.html().execute(view), speech.locale());
    }

    private Template tried(MailTemplate template, String file, Mustache.Compiler compiler, Problems problems) {
        try {
            Template compiled = compiler.loadTemplate(file);
            Map<String, Object> everything = new HashMap<>(SAMPLES);
            everything.keySet().removeIf(name -> !template.takes(name));
            compiled.execute(view(template, everything));
            everything.keySet().retainAll(template.required().keySet());
            compiled.execute(view(template, everything));
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
        view.put("subject", subject(template));
        view.put("language", speech.locale().toLanguageTag());
        view.put("life", speech.write(facts.link().life()));
        view.put("displayName", "");
        values.forEach((name, value) -> view.put(name, written(value)));
        return view;
    }

    private String subject(MailTemplate template) {
        return speech.say("mail." + template.fileName() + ".subject", Map.of("portal", facts.name()));
    }

    private String written(Object value) {
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof Instant instant) {
            return speech.write(instant);
        }
        if (value instanceof Duration duration) {
            return speech.write(duration);
        }
        return PrintedName.of(value.toString());
    }

    private static Mustache.Compiler compiler(Folder folder, boolean escaping) {
        return Mustache.compiler()
                .withEscaper(escaping ? HTML : Escapers.NONE)
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withCollector(new TextsListsAndMaps())
                .withLoader(name -> new StringReader(source(folder, name)));
    }

    private static String source(Folder folder, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw Problems.inFile(name, "not the name of a template", null);
        }
        return folder.read(name).orElseThrow(() -> Problems.inFile(name, "this template is missing", null));
    }

    /** Reaches nothing by reflection, so that a template sees only what it was given. */
    private static final class TextsListsAndMaps extends BasicCollector {

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
