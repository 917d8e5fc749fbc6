package org.recupera.examples.portal.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recupera.Recupera;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;

/**
 * The accounts with which anybody can try the portal; the home page lists them with their passwords.
 *
 * <p>Equal passwords share one hash here, made on all processors at once, to open the portal seconds sooner. Accounts of
 * people get a hash, and a salt, of their own.
 */
public final class DemoAccounts {

    private static final int EACH = 20;
    private static final String QUESTION = "first-school";
    private static final Secret ANSWER = Secret.of("Escuela República de Honduras");

    private final Map<Integer, String> hashes;

    private DemoAccounts(Map<Integer, String> hashes) {
        this.hashes = hashes;
    }

    /**
     * Adds the accounts to every table that is empty, and answers for two of them where their portal asks.
     *
     * @param portals what the library does for the portal of each table
     * @param hash how the portals hash
     */
    public static void addTo(Map<AccountTable, Recupera> portals, PasswordHash hash) {
        List<AccountTable> empty =
                portals.keySet().stream().filter(AccountTable::isEmpty).toList();
        if (!empty.isEmpty()) {
            List<NewAccount> accounts = new DemoAccounts(IntStream.rangeClosed(1, EACH)
                            .boxed()
                            .parallel()
                            .collect(Collectors.toMap(
                                    Function.identity(), n -> hash.hash(Secret.of("Clave-Inicial-" + n)))))
                    .all();
            // Answers first: a start that is cut short in between finds the table empty and begins again.
            empty.forEach(table -> {
                answer(Objects.requireNonNull(portals.get(table)));
                table.add(accounts);
            });
        }
    }

    private static void answer(Recupera portal) {
        if (portal.profile()
                .questions()
                .filter(asked -> asked.questions().contains(QUESTION))
                .isPresent()) {
            for (String username : List.of("comprador1", "proveedor1")) {
                portal.questions().enrol(new AccountId(username), Map.of(QUESTION, ANSWER));
            }
        }
    }

    private List<NewAccount> all() {
        List<NewAccount> accounts = new ArrayList<>();
        for (int n = 1; n <= EACH; n++) {
            accounts.add(account(
                    "comprador" + n,
                    "comprador" + n + "@institucion.example",
                    String.format(Locale.ROOT, "0801-1990-000%02d", n),
                    String.format(Locale.ROOT, "+504 2240-14%02d", n),
                    n));
            accounts.add(account(
                    "proveedor" + n,
                    "proveedor" + n + "@empresa.example",
                    String.format(Locale.ROOT, "10203040%02d", n),
                    String.format(Locale.ROOT, "+57 300 555 01%02d", n),
                    n));
        }
        accounts.add(account("consorcio1", "consorcio@empresa.example", "9001002001", "+57 300 555 0199", 1));
        accounts.add(account("consorcio2", "consorcio@empresa.example", "9001002002", "+57 300 555 0199", 2));
        accounts.add(new NewAccount(
                "bloqueado1", "bloqueado1@empresa.example", "8001002001", "+57 300 555 0201", false, hash(1)));
        accounts.add(account("sincorreo1", null, "8001002002", "+57 300 555 0202", 1));
        return accounts;
    }

    private NewAccount account(String username, @Nullable String email, String nationalId, String phone, int password) {
        return new NewAccount(username, email, nationalId, phone, true, hash(password));
    }

    private String hash(int password) {
        return Objects.requireNonNull(hashes.get(password));
    }
}
