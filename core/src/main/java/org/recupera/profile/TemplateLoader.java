package org.recupera.profile;

import com.samskivert.mustache.Mustache;
import java.io.Reader;
import java.io.StringReader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Finds a template and the parts that it includes, in one folder and nowhere else.
 *
 * <p>Serves one template: a part is loaded once for each place that includes it, so a template that goes on loading
 * includes itself.
 */
final class TemplateLoader implements Mustache.TemplateLoader {

    private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*");
    private static final int MAX_PARTS = 100;

    private final Folder folder;
    private final AtomicInteger parts = new AtomicInteger();

    TemplateLoader(Folder folder) {
        this.folder = folder;
    }

    @Override
    public Reader getTemplate(String file) {
        if (!FILE.matcher(file).matches()) {
            throw Problems.inFile("template", "includes a part whose name is none of a file beside it", null);
        }
        if (parts.incrementAndGet() > MAX_PARTS) {
            throw Problems.inFile(file, "includes itself, or more than " + MAX_PARTS + " parts", null);
        }
        String source = folder.read(file).orElseThrow(() -> Problems.inFile(file, "this template is missing", null));
        return new StringReader(source.replace("\r\n", "\n"));
    }
}
