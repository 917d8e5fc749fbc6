package org.recupera;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of the tables in a Markdown file such as {@code security-requirements.md}. */
record RequirementTable(List<Row> rows) {

    private static final String COLUMNS = "| Row | What is required | Source | Held by |";
    private static final String RULE = "| --- | --- | --- | --- |";
    private static final Pattern CELL = Pattern.compile("\\|([^|]*)(?=\\|)");
    private static final Pattern TEST = Pattern.compile(
            "`(?<module>[a-z-]+(?:/[a-z-]+)*):(?<type>[a-z]+(?:\\.[A-Za-z0-9]+)+)#(?<method>[A-Za-z0-9_]+)`");
    private static final Pattern REMARK =
            Pattern.compile("(?<word>Narrowed|Overruled|By the build|Does not apply|Open): (?<text>\\S.{7,}\\.)");

    /**
     * One requirement.
     *
     * @param heldBy what stands in the last column, a line each
     */
    record Row(String number, String required, String source, List<String> heldBy) {

        List<TestSources.Name> tests() {
            return heldBy.stream().flatMap(Row::testIn).toList();
        }

        /** What is wrong with the row by itself. */
        List<String> flaws() {
            List<String> flaws = new ArrayList<>();
            if (required.isEmpty() || source.isEmpty()) {
                flaws.add(number + " does not say what is required, or by whom");
            }
            heldBy.stream()
                    .filter(line -> testIn(line).findAny().isEmpty()
                            && !REMARK.matcher(line).matches())
                    .forEach(line -> flaws.add(number + " is held by neither a test nor a reason: <" + line + ">"));
            if (tests().isEmpty() && heldBy.stream().anyMatch(Row::needsTests)) {
                flaws.add(number + " was decided otherwise, and no test holds what was decided");
            }
            return flaws;
        }

        private static Stream<TestSources.Name> testIn(String line) {
            Matcher test = TEST.matcher(line);
            return test.matches()
                    ? Stream.of(new TestSources.Name(test.group("module"), test.group("type"), test.group("method")))
                    : Stream.empty();
        }

        private static boolean needsTests(String line) {
            Matcher remark = REMARK.matcher(line);
            return remark.matches() && remark.group("word").matches("Narrowed|Overruled");
        }
    }

    static RequirementTable read(String resource) {
        try (InputStream file = RequirementTable.class.getResourceAsStream(resource)) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RequirementTable of(String markdown) {
        List<Row> rows = new ArrayList<>();
        markdown.lines()
                .filter(line -> line.startsWith("|") && !line.equals(COLUMNS) && !line.equals(RULE))
                .forEach(line -> add(rows, line));
        return new RequirementTable(List.copyOf(rows));
    }

    private static void add(List<Row> rows, String line) {
        List<String> cells =
                CELL.matcher(line).results().map(cell -> cell.group(1).strip()).toList();
        if (cells.size() != 4) {
            throw new IllegalArgumentException("not four columns: " + line);
        }
        String heldBy = cells.get(3);
        if (cells.subList(0, 3).stream().allMatch(String::isEmpty) && !rows.isEmpty()) {
            rows.get(rows.size() - 1).heldBy().add(heldBy);
        } else {
            rows.add(new Row(cells.get(0), cells.get(1), cells.get(2), new ArrayList<>(List.of(heldBy))));
        }
    }

    /** All that is wrong: rows that lack, come twice or say nothing, and names that are no test. */
    List<String> flaws(List<String> numbers, TestSources sources) {
        List<String> flaws = new ArrayList<>();
        List<String> present = rows.stream().map(Row::number).toList();
        if (!present.equals(numbers)) {
            numbers.stream()
                    .filter(number -> !present.contains(number))
                    .forEach(lost -> flaws.add(lost + " is missing"));
            present.stream()
                    .filter(number -> !numbers.contains(number))
                    .forEach(foreign -> flaws.add("<" + foreign + "> is no row"));
            present.stream()
                    .distinct()
                    .filter(number -> present.indexOf(number) != present.lastIndexOf(number))
                    .forEach(twice -> flaws.add(twice + " is there twice"));
            flaws.add("the rows are not in their order");
        }
        for (Row row : rows) {
            flaws.addAll(row.flaws());
            row.tests().stream()
                    .flatMap(test -> sources.flawOf(test).stream())
                    .forEach(flaw -> flaws.add(row.number() + ": " + flaw));
        }
        return flaws;
    }
}
