package org.recupera.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoggedFailureTest {

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        LoggedFailure.of(failure).printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void no_text_in_the_chain_begins_a_line_of_its_own() {
        Throwable forged = new IllegalStateException(
                "outer\n2026-03-02 INFO forged 1",
                new RuntimeException("inner\r\nforged 2\u2028forged 3\u0085forged 4"));
        forged.addSuppressed(new RuntimeException("aside\nforged 5"));

        assertThat(printed(forged).lines())
                .noneMatch(line -> line.startsWith("2026") || line.startsWith("forged"))
                .anyMatch(line -> line.equals("java.lang.IllegalStateException: outer 2026-03-02 INFO forged 1"))
                .anyMatch(
                        line -> line.equals("Caused by: java.lang.RuntimeException: inner forged 2 forged 3 forged 4"))
                .anyMatch(line -> line.contains("LoggedFailureTest.no_text_in_the_chain"));
    }

    @Test
    void texts_and_chains_are_bounded() {
        Throwable deep = new RuntimeException("x".repeat(10_000_000));
        for (int i = 0; i < 100; i++) {
            deep = new RuntimeException("y".repeat(1_000), deep);
        }

        assertThat(printed(deep).lines().filter(line -> line.contains("RuntimeException")))
                .hasSize(10)
                .allMatch(line -> line.length() < 600);
    }

    @Test
    void one_huge_text_is_cut() {
        assertThat(LoggedFailure.of(new RuntimeException("x".repeat(10_000_000))))
                .hasToString("java.lang.RuntimeException: " + "x".repeat(500));
    }

    @Test
    void it_stays_readable_where_the_failure_was_thrown() {
        Throwable thrown = thrownElsewhere();

        assertThat(LoggedFailure.of(thrown).getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    private static Throwable thrownElsewhere() {
        return new IllegalStateException("elsewhere");
    }

    @Test
    void a_failure_without_a_text_is_told_by_its_class() {
        assertThat(LoggedFailure.of(new StackOverflowError())).hasToString("java.lang.StackOverflowError");
    }
}
