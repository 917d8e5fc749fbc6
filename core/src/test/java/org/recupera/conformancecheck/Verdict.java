package org.recupera.conformancecheck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a conformance suite says of an adapter.
 *
 * @param passed the names of the tests that passed
 * @param failed the names of the tests that failed
 * @param skipped the names of the tests that did not run
 */
record Verdict(Set<String> passed, Set<String> failed, Set<String> skipped) {

    static Verdict on(Class<?> suite) {
        Verdict verdict = new Verdict(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, verdict.new Recorder());
        return verdict;
    }

    private final class Recorder implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                boolean succeeded = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                (succeeded ? passed : failed).add(nameOf(test));
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped.add(nameOf(test));
        }

        private String nameOf(TestIdentifier test) {
            return test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getMethodName())
                    .orElseGet(test::getDisplayName);
        }
    }
}
