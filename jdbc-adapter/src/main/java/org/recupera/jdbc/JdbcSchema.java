package org.recupera.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.recupera.port.PortException;

/**
 * The tables that the adapter needs, for one dialect.
 *
 * <p>Print {@link #text()} for whoever looks after the database, or {@link #install} it. Nothing creates or changes a
 * table unasked.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class JdbcSchema {

    /** What the tables' names begin with unless something else is asked for. */
    public static final String DEFAULT_PREFIX = "recupera_";

    private static final int TRIES = 5;
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*$", Pattern.MULTILINE);

    private static final Pattern TABLE = Pattern.compile("^CREATE TABLE IF NOT EXISTS (\\w+)");
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\s+([a-z][a-z0-9_]*)\\s");

    private final Dialect dialect;
    private final String prefix;

    private JdbcSchema(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = prefix;
    }

    /**
     * The schema with the names that begin with {@value #DEFAULT_PREFIX}.
     *
     * @param dialect the database
     * @return the schema
     */
    public static JdbcSchema of(Dialect dialect) {
        return new JdbcSchema(dialect, DEFAULT_PREFIX);
    }

    /**
     * The same schema under other names.
     *
     * @param prefix what tables and indexes begin with: a lower-case ASCII letter, then up to 29 of these, digits or
     *     underscores
     * @return a copy
     * @throws IllegalArgumentException when the prefix has another form
     */
    public JdbcSchema withTablePrefix(String prefix) {
        return new JdbcSchema(dialect, checkedPrefix(prefix));
    }

    /**
     * The script, as a migration tool or a database client takes it.
     *
     * @return statements that each end with a semicolon, with comments on what each table is for
     */
    public String text() {
        try (InputStream script = JdbcSchema.class.getResourceAsStream(dialect.resource())) {
            byte[] bytes = Objects.requireNonNull(script, dialect.resource()).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).replace(DEFAULT_PREFIX, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema could not be read from the library's own jar", e);
        }
    }

    /**
     * Creates what is missing.
     *
     * <p>Does nothing to tables that are there, so it may run at every start, on several nodes at once.
     *
     * @param source where to create the tables; its user needs the right to
     * @throws PortException when the database refuses
     */
    public void install(DataSource source) {
        Database database = new Database(source, dialect);
        for (String statement : statements()) {
            database.each("schema install", session -> create(session, statement));
        }
    }

    /**
     * Creates one table or index, unless it is there.
     *
     * <p>No catalogue takes {@code IF NOT EXISTS} from several nodes at once without an error of its own kind now and
     * then; by the next try the other node is done.
     */
    private static int create(Session session, String statement) throws SQLException {
        for (int i = 1; true; i++) {
            try {
                return session.update(statement);
            } catch (SQLException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    static String checkedPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a table prefix has the form " + PREFIX);
        }
        return prefix;
    }

    /** The columns by their tables, as the script creates them: they are written in lower case, and nothing else is. */
    Map<String, Set<String>> columns() {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        for (String statement : statements()) {
            Matcher table = TABLE.matcher(statement);
            if (table.find()) {
                Set<String> columns = COLUMN.matcher(statement)
                        .results()
                        .map(column -> column.group(1))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                tables.put(table.group(1), columns);
            }
        }
        return tables;
    }

    private List<String> statements() {
        String uncommented = COMMENT.matcher(text()).replaceAll("");
        return Arrays.stream(END_OF_STATEMENT.split(uncommented))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }
}
