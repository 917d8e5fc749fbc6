package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a heap of 512 MiB or less, which is a process of its own: everybody changes a password at once, millions ask. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SmallHeapTest {

    private static final Pattern COUNTS = Pattern.compile("changed=(\\d+) waiting=(\\d+) stillGood=(\\d+) ");

    @Test
    void of_two_hundred_who_change_at_once_each_succeeds_or_is_told_to_wait() throws Exception {
        // The first OutOfMemoryError, in whichever thread, would end the process.
        String said = said("changes", "-XX:+ExitOnOutOfMemoryError");

        Matcher counts = COUNTS.matcher(said);
        assertThat(counts.find()).as(said).isTrue();
        int changed = Integer.parseInt(counts.group(1));
        int waiting = Integer.parseInt(counts.group(2));
        assertThat(changed).as(said).isPositive();
        assertThat(changed + waiting).as(said).isEqualTo(200);
        assertThat(counts.group(3)).as("links of those who wait").isEqualTo(counts.group(2));
        assertThat(said).contains("signsIn=true later=true heapMiB=512 cost=m=65536,t=3,p=1 ", "others=[]");
    }

    @Test
    void a_heap_that_the_portal_has_filled_is_a_reason_to_wait() throws Exception {
        assertThat(said("full")).contains("busy=true heldMost=true afterwards=true");
    }

    @Test
    void five_million_names_fill_no_heap_and_give_no_budget_back() throws Exception {
        // 100,000 keys less the victim's, and one budget of 100 for all the others.
        assertThat(said("flood", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))
                .contains("attempts: before=LIMITED taken=100099 after=LIMITED")
                .contains("queue: refused=4990001 first=claimed")
                .contains("tokens: refused=4900001 first=found")
                .contains("heapMiB=256");
    }

    private static String said(String what, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SmallHeap.class.getName(), what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
