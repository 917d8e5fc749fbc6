package org.recupera.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose parameters have names, such as {@code :id}.
 *
 * @param sql the statement as drivers take it
 * @param names the parameters' names in the order of the placeholders
 */
record NamedSql(String sql, List<String> names) {

    /** Quoted text, comments and PostgreSQL's casts are no place for a parameter and pass as they are. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*+'|\"[^\"]*+\"|`[^`]*+`|--[^\\n]*+|/\\*.*?\\*/|::|:(?<name>[A-Za-z_]\\w*+)|(?<bare>\\?)",
            Pattern.DOTALL);

    NamedSql {
        names = List.copyOf(names);
    }

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException when it names another parameter than it may, or has one without a name
     */
    static NamedSql parse(String text, Set<String> allowed) {
        List<String> names = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String name = token.group("name");
            if (token.group("bare") != null || (name != null && !allowed.contains(name))) {
                throw new IllegalArgumentException("the parameters of this statement are named " + allowed);
            }
            if (name != null) {
                names.add(name);
            }
            token.appendReplacement(sql, Matcher.quoteReplacement(name == null ? token.group() : "?"));
        }
        return new NamedSql(token.appendTail(sql).toString(), names);
    }

    /** The statement, when it has a parameter that it cannot do without. */
    NamedSql requiring(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("this statement needs the parameter :" + name);
        }
        return this;
    }

    Object[] values(Map<String, Object> byName) {
        return names.stream().map(byName::get).toArray();
    }
}
