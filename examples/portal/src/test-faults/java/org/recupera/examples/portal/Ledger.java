package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was promised, held against what is in the mailboxes and in the database once all is quiet. */
final class Ledger {

    private final PortalDatabase database;
    private final FaultySmtp mail;
    private final List<Promise> promises = new CopyOnWriteArrayList<>();

    Ledger(PortalDatabase database, FaultySmtp mail) {
        this.database = database;
        this.mail = mail;
    }

    void add(Promise promise) {
        promises.add(promise);
    }

    List<Promise> of(Flow flow) {
        return promises.stream().filter(promise -> promise.flow() == flow).toList();
    }

    /** Every mail that came of a promise, doubled ones as often as they came. */
    List<TakenMail> mails() {
        return promises.stream()
                .flatMap(promise -> mail.taken(promise.address()).stream())
                .toList();
    }

    /** How many mails came once more. */
    long doubled() {
        return mails().size()
                - mails().stream().map(TakenMail::messageId).distinct().count();
    }

    /** How many promises no mail came of. */
    long lost() {
        return promises.stream()
                .filter(promise -> mail.taken(promise.address()).isEmpty())
                .count();
    }

    /** Fails on the first promise that was not kept to the letter; nobody may be at work in the database. */
    void audit() {
        promises.forEach(promise -> {
            List<TakenMail> all = mail.taken(promise.address());
            switch (promise.flow()) {
                case PASSWORD -> auditChange(promise, all);
                case USERNAME -> auditMails(promise, all, promise.asked());
                case CASE -> auditCase(promise, all);
            }
        });
    }

    private void auditChange(Promise promise, List<TakenMail> all) {
        List<TakenMail> links = all.stream().filter(TakenMail::hasLink).toList();
        auditMails(promise, links, promise.asked());
        List<TakenMail> notices =
                all.stream().filter(letter -> !letter.hasLink()).toList();
        auditMails(promise, notices, 1);
        String table = promise.portal().replace('-', '_') + "_account";
        assertThat(database.column("SELECT password_version FROM " + table + " WHERE id = ?", promise.person()))
                .as("changes of %s, counted from 1", promise)
                .containsExactly("2");
        assertThat(database.column(
                        "SELECT digest FROM portal_session WHERE portal = ? AND account = ? AND password_version = 1",
                        promise.portal(),
                        promise.person()))
                .as("sessions of %s from before the change", promise)
                .isEmpty();
        assertThat(database.column(
                        "SELECT state FROM recupera_link WHERE portal = ? AND account = ?"
                                + " AND state NOT IN ('VOID', 'REPLACED')",
                        promise.portal(),
                        promise.person()))
                .as("links of %s", promise)
                .containsExactly("USED");
    }

    private void auditCase(Promise promise, List<TakenMail> all) {
        auditMails(promise, all, 1);
        assertThat(database.column(
                        "SELECT case_number FROM recupera_support_case WHERE portal = ? AND requester = ?",
                        promise.portal(),
                        promise.address()))
                .as("cases of %s", promise)
                .containsExactly(promise.shown());
    }

    /** At least one came, and whatever came twice is the same mail. */
    private static void auditMails(Promise promise, List<TakenMail> mails, int most) {
        Map<String, List<TakenMail>> byId = mails.stream().collect(Collectors.groupingBy(TakenMail::messageId));
        assertThat(byId).as("mails of %s", promise).isNotEmpty();
        assertThat(byId).as("different mails of %s", promise).hasSizeLessThanOrEqualTo(most);
        byId.values()
                .forEach(same -> assertThat(same.stream().map(Ledger::whole).distinct())
                        .as("copies of one mail of %s", promise)
                        .hasSize(1));
    }

    private static String whole(TakenMail mail) {
        Function<TakenMail, String> body = letter -> letter.hasLink() ? letter.link() : letter.text();
        return mail.date() + mail.subject() + body.apply(mail);
    }
}
