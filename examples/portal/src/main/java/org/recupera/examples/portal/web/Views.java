package org.recupera.examples.portal.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws pages from the templates that lie in the resources, where all of the portal's words are.
 *
 * <p>Values are escaped for HTML; a value that a template names and nobody gives is an error. Safe for use by several
 * threads at once.
 */
public final class Views {

    private static final String FOLDER = "/org/recupera/examples/portal/vistas/";

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler = Mustache.compiler().withLoader(Views::open);

    /**
     * Draws a page.
     *
     * @param view the path of its template, without its ending
     * @param values what it shows
     * @return the page
     */
    public String render(String view, Map<String, ?> values) {
        return templates.computeIfAbsent(view, this::compiled).execute(values);
    }

    private Template compiled(String view) {
        try (Reader template = open(view)) {
            return compiler.compile(template);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Reader open(String view) throws IOException {
        InputStream template = Views.class.getResourceAsStream(FOLDER + view + ".html");
        if (template == null) {
            throw new FileNotFoundException("no template " + view);
        }
        return new InputStreamReader(template, StandardCharsets.UTF_8);
    }
}
