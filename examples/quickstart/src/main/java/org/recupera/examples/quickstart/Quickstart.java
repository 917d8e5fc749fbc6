package org.recupera.examples.quickstart;

import java.net.URI;
import java.security.SecureRandom;
import org.recupera.Recupera;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryStorage;
import org.recupera.password.Argon2id;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;

/** Somebody forgets a password and gets a new one; everything stays in memory. */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Prints the mailed link and what came of the change.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Profile profile = Profile.named("secop-ii")
                .withBaseUrl(URI.create("https://portal.example"))
                .withSender(new EmailAddress("avisos@portal.example"));
        InMemoryAccounts accounts = InMemoryAccounts.hashedWith(Argon2id.standard());
        Account.Builder ana = Account.named(new AccountId("17"), "ana").email("ana@empresa.example");
        accounts.add(profile.portal(), ana.build(), Secret.of("la clave que Ana olvidó"));
        InMemoryMailbox mailbox = InMemoryMailbox.create();

        Recupera recupera = Recupera.forPortal(profile)
                .users(accounts)
                .passwords(accounts)
                .sessions(InMemorySessions.create())
                .storage(InMemoryStorage.create())
                .mail(mailbox)
                .keys(KeyRing.ephemeral(new SecureRandom()))
                .build();

        ClientAddress client = ClientAddress.of("192.0.2.7");
        recupera.passwords().request("ana", client);
        recupera.drain(); // a portal calls recupera.start() instead, once
        String link = mailbox.take().get(0).text().replaceAll("(?s).*(https://\\S+token=\\S+).*", "$1");
        System.out.println(link);
        Secret token = Secret.of(link.substring(link.indexOf('=') + 1));
        Secret password = Secret.of("caballo correcto pila grapa");
        System.out.println(recupera.passwords().change(token, password, password, client));
    }
}
