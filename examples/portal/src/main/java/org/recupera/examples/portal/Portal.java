package org.recupera.examples.portal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.recupera.port.PortException;

/** Starts the portal as the environment says, and stops it when the process is asked to end. */
public final class Portal {

    private static final int BAD_SETTINGS = 2;

    private Portal() {}

    /**
     * Runs until SIGTERM or Ctrl-C.
     *
     * @param arguments none
     * @throws InterruptedException when the waiting thread is told to stop
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Set by the build, so that the data folder does not depend on from where Maven is called.
        Path module = Path.of(System.getProperty("portal.folder", "")).toAbsolutePath();
        try {
            RunningPortal portal = RunningPortal.start(
                    Settings.from(System.getenv(), module), Portals.demonstration(), Clock.systemUTC());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                portal.close();
                                stopped.countDown();
                            },
                            "stop"));
            System.out.println("Portal listo: " + portal.url() + "/");
            stopped.await();
        } catch (SettingsException | PortException | IOException refused) {
            System.err.println("The portal does not start: " + reason(refused));
            System.exit(BAD_SETTINGS);
        }
    }

    private static String reason(Exception refused) {
        Throwable cause = refused.getCause();
        return cause == null || refused instanceof SettingsException
                ? String.valueOf(refused.getMessage())
                : refused.getMessage() + ": " + cause.getMessage();
    }
}
