package org.recupera;

import static org.recupera.TestPortal.CLIENT;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryStorage;
import org.recupera.password.Argon2id;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.OpenOutcome;

/** What {@link SmallHeapTest} runs in a process of its own; tells in a line what became of it. */
final class SmallHeap {

    private static final int PEOPLE = 200;
    private static final int MIB = 1 << 20;

    private final Profile profile = Profile.named("honducompras")
            .withBaseUrl(URI.create("https://portal.example"))
            .withSender(new EmailAddress("avisos@portal.example"));
    private final LateHash hash = new LateHash();
    private final InMemoryAccounts accounts = InMemoryAccounts.hashedWith(hash);
    private final InMemoryMailbox mailbox = InMemoryMailbox.create();
    private final Recupera recupera = Recupera.forPortal(profile)
            .users(accounts)
            .passwords(accounts)
            .sessions(InMemorySessions.create())
            .storage(InMemoryStorage.create())
            .mail(mailbox)
            .securityQuestions(InMemorySecurityQuestions.create(), hash)
            .keys(KeyRing.ephemeral(new SecureRandom()))
            .withoutRequestLimits()
            .build();

    private SmallHeap() {}

    public static void main(String[] args) throws Exception {
        System.out.println(
                switch (args[0]) {
                    case "changes" -> new SmallHeap().changes();
                    case "flood" -> Flood.ofAll();
                    default -> fullHeap();
                });
    }

    /** Everybody changes a password at the same moment. */
    private String changes() throws InterruptedException {
        Map<String, Secret> links = links();
        hash.begin();
        long start = System.nanoTime();
        Map<String, Object> ends = atOnce(links);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        List<String> changed = ofType(ends, ChangeOutcome.Changed.class);
        List<String> waiting = ofType(ends, Limited.class);
        long stillGood = waiting.stream()
                .filter(name -> recupera.passwords().open(links.get(name)) instanceof OpenOutcome.Open)
                .count();
        boolean signsIn = changed.stream().limit(3).allMatch(name -> signsIn(name, passwordOf(name)));
        boolean later = waiting.stream()
                .limit(3)
                .allMatch(name -> change(name, links.get(name)) instanceof ChangeOutcome.Changed);
        return "changed=" + changed.size() + " waiting=" + waiting.size() + " stillGood=" + stillGood + " signsIn="
                + signsIn + " later=" + later + " heapMiB="
                + Runtime.getRuntime().maxMemory() / MIB + " cost="
                + hash.cost() + " seconds=" + took.toSeconds() + " others="
                + ends.values().stream()
                        .filter(end -> !(end instanceof ChangeOutcome))
                        .toList();
    }

    /** The portal has filled its heap, and somebody wants a password hashed. */
    private static String fullHeap() {
        Argon2id argon2id = Argon2id.standard();
        Secret password = Secret.of("tres tristes tigres");
        argon2id.hash(password);
        List<byte[]> ballast = new ArrayList<>(4 * 512);
        byte[][] elbowRoom = new byte[64][MIB / 4];
        try {
            while (true) {
                ballast.add(new byte[MIB / 4]);
            }
        } catch (OutOfMemoryError full) {
            Arrays.fill(elbowRoom, null);
        }
        String end;
        try {
            end = argon2id.hash(password);
        } catch (PortException refused) {
            end = "busy=" + refused.isBusy();
        }
        int held = ballast.size();
        ballast.clear();
        return end + " heldMost=" + (held > 4 * 300) + " afterwards="
                + argon2id.verify(password, argon2id.hash(password));
    }

    private Map<String, Secret> links() {
        for (int i = 0; i < PEOPLE; i++) {
            String name = "persona" + i;
            Account account = Account.named(new AccountId(name), name)
                    .email(name + "@empresa.example")
                    .build();
            accounts.add(profile.portal(), account, Secret.of("la clave de antes"));
            recupera.passwords().request(name, CLIENT);
        }
        while (recupera.drain() > 0) {
            // Until all mails are out.
        }
        Map<String, Secret> links = new HashMap<>();
        for (OutgoingMail mail : mailbox.take()) {
            links.put(mail.to().value().replaceFirst("@.*", ""), TestPortal.tokenIn(mail));
        }
        return links;
    }

    private Map<String, Object> atOnce(Map<String, Secret> links) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
        CountDownLatch all = new CountDownLatch(links.size());
        Map<String, Future<Object>> running = new HashMap<>();
        links.forEach((name, link) -> {
            Callable<Object> one = () -> {
                all.countDown();
                all.await();
                return change(name, link);
            };
            running.put(name, threads.submit(one));
        });
        Map<String, Object> ends = new HashMap<>();
        for (Map.Entry<String, Future<Object>> one : running.entrySet()) {
            try {
                ends.put(one.getKey(), one.getValue().get());
            } catch (ExecutionException died) {
                ends.put(one.getKey(), died.getCause());
            }
        }
        threads.shutdown();
        return ends;
    }

    private ChangeOutcome change(String name, Secret link) {
        return recupera.passwords().change(link, passwordOf(name), passwordOf(name), CLIENT);
    }

    private boolean signsIn(String name, Secret password) {
        return accounts.verify(profile.portal(), new AccountId(name), password);
    }

    private static Secret passwordOf(String name) {
        return Secret.of("tres tristes tigres de " + name);
    }

    private static List<String> ofType(Map<String, Object> ends, Class<?> type) {
        return ends.entrySet().stream()
                .filter(end -> type.isInstance(end.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Argon2id as a portal has it, and nothing at all until everybody is enrolled. */
    private static final class LateHash implements PasswordHash {

        private final Argon2id argon2id = Argon2id.standard();
        private volatile boolean begun;
        private volatile String last = "";

        void begin() {
            begun = true;
        }

        String cost() {
            return last.replaceAll(".*\\$(m=[^$]*)\\$.*", "$1");
        }

        @Override
        public String hash(Secret password) {
            if (!begun) {
                return "enrolled";
            }
            last = argon2id.hash(password);
            return last;
        }

        @Override
        public boolean verify(Secret password, String stored) {
            return argon2id.verify(password, stored);
        }
    }
}
