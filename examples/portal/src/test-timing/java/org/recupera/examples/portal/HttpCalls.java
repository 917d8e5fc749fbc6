package org.recupera.examples.portal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.timing.Schedule;
import org.recupera.timing.TimedCalls;

/** The form of a forgotten password, sent for one name after another over one connection. */
final class HttpCalls implements TimedCalls {

    static final String KNOWN = "known";
    static final String DISABLED = "disabled";
    static final String NO_ADDRESS = "no address";

    private static final Set<String> HAVE_ACCOUNTS = Set.of(KNOWN, DISABLED, NO_ADDRESS);
    private static final String PAGE = "/honducompras/recuperar-contrasena";
    private static final Pattern COOKIE = Pattern.compile("(?i)\r\nSet-Cookie: ([^;\r]+)");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");
    private static final int LETTERS = 12;

    private final KeptConnection connection;
    private final byte[][] requests;

    private HttpCalls(KeptConnection connection, byte[][] requests) {
        this.connection = connection;
        this.requests = requests;
    }

    static HttpCalls prepared(KeptConnection connection, String jdbcUrl, Schedule schedule, long seed)
            throws SQLException {
        String page = connection.exchange(bytes("GET " + PAGE + "?sin-pregunta=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        String cookie = found(COOKIE, page);
        String csrf = found(CSRF, page);
        byte[][] requests = new byte[schedule.calls()][];
        Random random = new Random(seed);
        try (Connection database = DriverManager.getConnection(jdbcUrl, "", "");
                PreparedStatement insert = database.prepareStatement("INSERT INTO honducompras_account (id, username,"
                        + " email, enabled, password_hash, username_key, email_key, password_version)"
                        + " VALUES (?, ?, ?, ?, 'none', ?, ?, 1)")) {
            for (int call = 0; call < requests.length; call++) {
                String name = name(random);
                if (HAVE_ACCOUNTS.contains(schedule.subject(call))) {
                    add(insert, name, schedule.subject(call));
                }
                requests[call] = request(cookie, "csrf=" + csrf + "&sin-pregunta=1&usuario=" + name);
            }
            insert.executeBatch();
        }
        return new HttpCalls(connection, requests);
    }

    /** All of the answer but its head, whose date changes. */
    @Override
    public Object call(int index) {
        String answer = connection.exchange(requests[index]);
        return answer.substring(0, answer.indexOf('\r')) + answer.substring(answer.indexOf("\r\n\r\n"));
    }

    /** The portal's worker has threads of its own. */
    @Override
    public void rest() {}

    private static void add(PreparedStatement insert, String name, String state) throws SQLException {
        @Nullable String email = state.equals(NO_ADDRESS) ? null : name + "@empresa.example";
        insert.setString(1, name);
        insert.setString(2, name);
        insert.setObject(3, email, Types.VARCHAR);
        insert.setBoolean(4, !state.equals(DISABLED));
        insert.setString(5, name);
        insert.setObject(6, email, Types.VARCHAR);
        insert.addBatch();
    }

    private static byte[] request(String cookie, String form) {
        return bytes("POST " + PAGE + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\n\r\n" + form);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder(LETTERS);
        random.ints(LETTERS, 'a', 'z' + 1).forEach(letter -> name.append((char) letter));
        return name.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String found(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException(pattern + " is not in: " + page);
        }
        return found.group(1);
    }
}
