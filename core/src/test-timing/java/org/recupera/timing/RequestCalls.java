package org.recupera.timing;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.recupera.port.ClientAddress;
import org.recupera.port.HashedAnswer;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

/** Requests by an identifier, each by one that was never asked for before but where its budget is to be spent. */
final class RequestCalls implements TimedCalls {

    private static final ClientAddress CLIENT = ClientAddress.of("192.0.2.7");
    private static final Secret RIGHT = Secret.of("la escuela propia");
    private static final Secret WRONG = Secret.of("la escuela de otro");

    private final MemoryPortal portal;
    private final String[] typed;
    private final Function<String, Object> request;

    private RequestCalls(
            MemoryPortal portal,
            Schedule schedule,
            int probes,
            Names names,
            BiFunction<String, String, String> typed,
            Function<String, Object> request) {
        this.portal = portal;
        this.typed = new String[schedule.calls() + probes];
        this.request = request;
        for (int call = 0; call < this.typed.length; call++) {
            String state = call < schedule.calls() ? schedule.subject(call) : "";
            String username = names.username();
            String nationalId = names.nationalId();
            add(state, username, nationalId);
            this.typed[call] = Names.copy(typed.apply(username, nationalId));
            if (state.equals(State.LIMITED)) {
                var unused = request.apply(typed.apply(username, nationalId));
            }
            if (call % Condition.ROOM == Condition.ROOM - 1) {
                portal.workOff();
            }
        }
        portal.workOff();
        portal.open();
    }

    /** For a link; {@code probes} more names that are unknown follow those of the schedule. */
    static RequestCalls forLink(MemoryPortal portal, Schedule schedule, int probes, Names names) {
        var passwords = portal.recupera.passwords();
        return new RequestCalls(
                portal, schedule, probes, names, (username, id) -> username, name -> passwords.request(name, CLIENT));
    }

    static RequestCalls forUsername(MemoryPortal portal, Schedule schedule, Names names) {
        var usernames = portal.recupera.usernames();
        return new RequestCalls(
                portal,
                schedule,
                0,
                names,
                (username, id) -> id,
                id -> usernames.request(IdentifierKind.NATIONAL_ID, id, CLIENT));
    }

    /** For a link, with an answer that is wrong. */
    static RequestCalls withAnswer(MemoryPortal portal, Schedule schedule, Names names) {
        var passwords = portal.recupera.passwords();
        return new RequestCalls(
                portal,
                schedule,
                0,
                names,
                (username, id) -> username,
                name -> passwords.request(name, WRONG, CLIENT).getClass());
    }

    /** For the question that comes before the mail. */
    static RequestCalls forQuestion(MemoryPortal portal, Schedule schedule, Names names) {
        var passwords = portal.recupera.passwords();
        return new RequestCalls(
                portal,
                schedule,
                0,
                names,
                (username, id) -> username,
                name -> passwords.question(name, CLIENT).getClass());
    }

    @Override
    public Object call(int index) {
        try {
            return request.apply(typed[index]);
        } catch (PortException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Override
    public void rest() throws InterruptedException {
        portal.rest();
    }

    private void add(String state, String username, String nationalId) {
        portal.add(state, username, nationalId)
                .filter(account -> state.equals(State.ANSWERED))
                .ifPresent(account -> portal.answers.replace(
                        portal.id, account, List.of(new HashedAnswer("first-school", portal.hash.hash(RIGHT)))));
    }
}
