package org.recupera.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.Recupera;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemorySessions;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.QueueStatus;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;
import org.recupera.recovery.LinkRefused;

/** A portal in a process of its own; does what it reads and prints one line of answer to each line. */
final class PortalNode {

    private static final Pattern TOKEN = Pattern.compile("token=([0-9a-z.]+)");
    private static final ClientAddress CLIENT = ClientAddress.of("192.0.2.7");

    private final Queue<String> links = new ConcurrentLinkedQueue<>();
    private final Map<Event.Type, Event> lastEvents = new ConcurrentHashMap<>();
    private final Recupera recupera;

    private PortalNode(TestDatabase database, KeyRing keys) {
        UserTable accounts = PortalTable.columns()
                .passwordVersion("version", VersionType.COUNTER)
                .build();
        this.recupera = Recupera.forPortal(Profile.named(PortalTable.PORTAL.value())
                        .withBaseUrl(URI.create("https://portal.example"))
                        .withSender(new EmailAddress("avisos@portal.example")))
                .users(JdbcUserDirectory.over(database.node(), accounts))
                .passwords(JdbcPasswordStore.over(database.node(), accounts, "clave", new PlainText()))
                .storage(database.storage())
                .securityQuestions(database.storage().securityQuestions(), new PlainText())
                .sessions(InMemorySessions.create())
                .mail(this::send)
                .keys(keys)
                .listener(event -> lastEvents.put(event.type(), event))
                .build();
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (TestDatabase database = new TestDatabase(arguments[0], arguments[1])) {
            PortalNode node = new PortalNode(database, KeyRing.parse(Secret.of(in.readLine())));
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] command = line.split(" ", 2);
                System.out.println(node.answer(command[0], command.length < 2 ? "" : command[1]));
            }
        }
    }

    private String answer(String verb, String what) {
        return switch (verb) {
            case "keys" -> replaceKeys(what);
            case "request" ->
                recupera.passwords().request(what, CLIENT).getClass().getSimpleName();
            case "drain" -> drain();
            case "open" -> answerOf(recupera.passwords().open(Secret.of(what)));
            case "change" -> change(what);
            case "subject" ->
                lastEvents.get(Event.Type.LINK_REQUESTED).subject().orElseThrow();
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private String replaceKeys(String text) {
        recupera.replaceKeys(KeyRing.parse(Secret.of(text)));
        return lastEvents.get(Event.Type.KEYS_CHANGED).details().toString();
    }

    /** The links that were mailed, or how much work was left. */
    private String drain() {
        recupera.drain();
        QueueStatus status = recupera.queueStatus();
        String mailed = String.join(" ", links);
        links.clear();
        return status.waiting() + status.dead() > 0 ? status.toString() : mailed;
    }

    private String change(String tokenAndPassword) {
        String[] two = tokenAndPassword.split(" ", 2);
        Secret password = Secret.of(two[1]);
        return answerOf(recupera.passwords().change(Secret.of(two[0]), password, password, CLIENT));
    }

    private static String answerOf(Object outcome) {
        return outcome instanceof LinkRefused refused
                ? refused.reason().name()
                : outcome.getClass().getSimpleName();
    }

    private MailSender.Result send(OutgoingMail mail) {
        Matcher token = TOKEN.matcher(mail.text());
        if (token.find()) {
            links.add(token.group(1));
        }
        return new MailSender.Result.Accepted();
    }
}
