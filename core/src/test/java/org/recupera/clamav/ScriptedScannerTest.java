package org.recupera.clamav;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.recupera.conformance.AttachmentScannerSuite;
import org.recupera.port.AttachmentScanner;

/** The contract, before a clamd that knows nothing but the test file. */
class ScriptedScannerTest extends AttachmentScannerSuite {

    private final ScriptedClamd clamd = ScriptedClamd.tcp(
            caller -> caller.say(Arrays.equals(caller.scanned(), eicar()) ? "stream: Eicar FOUND\0" : "stream: OK\0"));

    @AfterEach
    void stop() throws IOException {
        clamd.close();
    }

    @Override
    protected AttachmentScanner scanner() {
        return ClamdScanner.tcp("127.0.0.1", clamd.port()).maxBytes(200_000).build();
    }
}
