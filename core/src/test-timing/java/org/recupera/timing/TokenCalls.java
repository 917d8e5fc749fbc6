package org.recupera.timing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.key.Base32;
import org.recupera.port.ClientAddress;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;

/** Tokens of links that there are, with secrets that are wrong from some place on. */
final class TokenCalls implements TimedCalls {

    /** The arms, by how many of 52 characters are right: 8 bytes are 13, and 31 whole bytes are 50. */
    static final String NOTHING = "no byte right";

    static final String SOME = "8 bytes right";
    static final String MOST = "31 bytes right";

    private static final int LINKS = 2_000;
    private static final ClientAddress CLIENT = ClientAddress.of("192.0.2.7");
    private static final Secret PASSWORD = Secret.of("una clave nueva y larga");
    private static final Pattern TOKEN = Pattern.compile("token=([0-9a-z]+)\\.([0-9a-z]+)\\.([0-9a-z]+)\\.");

    private final MemoryPortal portal;
    private final Secret[] tokens;

    TokenCalls(MemoryPortal portal, Schedule schedule, Names names) {
        this.portal = portal;
        List<Matcher> links = links(names);
        this.tokens = new Secret[schedule.calls()];
        for (int call = 0; call < tokens.length; call++) {
            Matcher link = links.get(call % links.size());
            tokens[call] = token(link, wrong(link.group(3), right(schedule.subject(call)), names));
        }
        portal.open();
    }

    @Override
    public Object call(int index) {
        return portal.recupera.passwords().change(tokens[index], PASSWORD, PASSWORD, CLIENT);
    }

    @Override
    public void rest() throws InterruptedException {
        portal.rest();
    }

    private static int right(String arm) {
        return switch (arm) {
            case NOTHING -> 0;
            case SOME -> 13;
            case MOST -> 50;
            default -> throw new IllegalArgumentException(arm);
        };
    }

    private List<Matcher> links(Names names) {
        for (int link = 0; link < LINKS; link++) {
            String username = names.username();
            portal.add(State.KNOWN, username, names.nationalId());
            portal.recupera.passwords().request(username, CLIENT);
        }
        portal.recupera.drain();
        List<Matcher> links = new ArrayList<>();
        for (OutgoingMail mail : portal.mailbox.take()) {
            Matcher token = TOKEN.matcher(mail.text());
            if (!token.find()) {
                throw new IllegalStateException("the mail holds no link");
            }
            links.add(token);
        }
        return links;
    }

    /** Right so far, then another character, then anything. */
    private static String wrong(String secret, int right, Names names) {
        char next = secret.charAt(right) == 'm' ? 'n' : 'm';
        return secret.substring(0, right) + next + names.secret(secret.length() - right - 1);
    }

    private static Secret token(Matcher link, String secret) {
        String body = link.group(1) + '.' + link.group(2) + '.' + secret;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII));
            return Secret.of(body + '.' + Base32.encode(digest).substring(0, 6));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
