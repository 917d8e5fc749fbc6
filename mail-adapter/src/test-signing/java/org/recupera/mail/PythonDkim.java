package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Debian's python3-dkim, which knows nothing of the DNS but what it is told. */
final class PythonDkim {

    /** Where Debian puts it, whatever other Python stands first on the path. */
    private static final String PYTHON = "/usr/bin/python3";

    /** Reads records and mails in base64; answers a line a mail, with a verdict a signature. */
    private static final String SCRIPT = """
            import base64, dkim, sys
            records, mails = {}, []
            for line in sys.stdin:
                kind, name, value = line.rstrip("\\n").split("|")
                if kind == "dns":
                    records[name.encode()] = value.encode()
                else:
                    mails.append(base64.b64decode(value))
            def verdict(mail, index):
                try:
                    return dkim.DKIM(mail, minkey=2048).verify(index, lambda name, timeout=5: records.get(name))
                except dkim.DKIMException:
                    return False
            for mail in mails:
                signatures = sum(name.lower() == b"dkim-signature" for name, value in dkim.rfc822_parse(mail)[0])
                print(*(verdict(mail, index) for index in range(signatures)))
            """;

    private PythonDkim() {}

    /** A line a mail: {@code True} or {@code False} for each of its signatures. */
    static List<String> verdicts(Path directory, Map<String, String> dns, List<byte[]> mails) {
        String input = dns.entrySet().stream()
                        .map(record -> "dns|" + record.getKey() + '|' + record.getValue() + '\n')
                        .collect(joining())
                + mails.stream()
                        .map(mail -> "mail||" + Base64.getEncoder().encodeToString(mail) + '\n')
                        .collect(joining());
        Tool.Run run = Tool.run(directory, Map.of(), List.of(PYTHON, "-c", SCRIPT), input.getBytes(US_ASCII));
        if (!run.accepts()) {
            throw new IllegalStateException(run.output());
        }
        return run.output().lines().toList();
    }
}
