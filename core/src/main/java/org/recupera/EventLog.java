package org.recupera;

import java.util.Map;
import java.util.stream.Collectors;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line an event to SLF4J, logger {@code org.recupera.events}, level INFO.
 *
 * <p>The line holds the portal, the type, a pseudonym and details: no secret, no address, no account id, nothing that
 * was typed. Control characters and line breaks are replaced and values cut, so that a line stays one (CWE-117).
 */
public final class EventLog implements EventListener {

    private static final int LONGEST_VALUE = 200;

    private final Logger log;

    private EventLog(Logger log) {
        this.log = log;
    }

    /**
     * A listener that logs.
     *
     * @return the listener
     */
    public static EventLog toSlf4j() {
        return new EventLog(LoggerFactory.getLogger("org.recupera.events"));
    }

    @Override
    public void on(Event event) {
        if (log.isInfoEnabled()) {
            log.info(line(event));
        }
    }

    static String line(Event event) {
        String subject =
                event.subject().map(pseudonym -> " subject=" + pseudonym).orElse("");
        return event.at() + " " + event.portal() + ' ' + event.type() + subject + details(event.details());
    }

    private static String details(Map<String, String> details) {
        return details.entrySet().stream()
                .map(detail -> ' ' + detail.getKey() + '=' + oneLine(detail.getValue()))
                .collect(Collectors.joining());
    }

    private static String oneLine(String value) {
        String cut = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
        return '"' + cut.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\p{Cf}\\x{2028}\\x{2029}\"\\\\]", "?") + '"';
    }
}
