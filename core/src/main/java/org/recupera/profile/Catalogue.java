package org.recupera.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The messages that come with the library, a file for each language. */
final class Catalogue {

    /** Where the messages and mail templates lie that every portal can use. */
    static final Folder FOLDER = Folder.of(Catalogue.class, "defaults/");

    /** What every portal must say in its own words. */
    static final Set<String> OWN_WORDS = Set.of("password.requested");

    private Catalogue() {}

    /** The texts of a language by their codes; none when the library does not speak it. */
    static Map<String, Wording> in(String language) {
        Map<String, Wording> words = new LinkedHashMap<>();
        FOLDER.read("messages." + language + ".json").ifPresent(json -> {
            Problems problems = new Problems();
            new Section(StrictJson.parse(json), JsonPath.ROOT, problems)
                    .texts()
                    .forEach((code, text) -> words.put(code, Wording.parse(text)));
            problems.throwIfAny();
        });
        return words;
    }

    /** Every code that the library may ask for, with the parameters that it gives. */
    static Map<String, Set<String>> parameters() {
        Map<String, Set<String>> parameters = new LinkedHashMap<>();
        OWN_WORDS.forEach(code -> parameters.put(code, new TreeSet<>()));
        in("en").forEach((code, wording) -> parameters.put(code, wording.parameters()));
        return parameters;
    }
}
