package org.recupera.examples.portal.pages;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.Recupera;
import org.recupera.examples.portal.accounts.SignIn;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.profile.Contact;
import org.recupera.profile.Profile;
import org.recupera.recovery.PasswordRecovery;
import org.recupera.recovery.UsernameRecovery;
import org.recupera.ticket.CaseDesk;
import org.recupera.ticket.SupportCases;

/**
 * One portal, as its pages see it: what differs between portals is all in its profile.
 *
 * @param segment the first segment of its pages' paths
 * @param recovery what the library does for it
 * @param signIn its own sign-in
 */
public record Site(String segment, Recupera recovery, SignIn signIn) {

    /**
     * Its words and rules.
     *
     * @return the profile
     */
    public Profile profile() {
        return recovery.profile();
    }

    /**
     * The path of its first page.
     *
     * @return the absolute path
     */
    public String path() {
        return "/" + segment;
    }

    /**
     * The path of one of its pages.
     *
     * @param page the last segment
     * @return the absolute path
     */
    public String path(String page) {
        return path() + "/" + page;
    }

    PasswordRecovery passwords() {
        return recovery.passwords();
    }

    UsernameRecovery usernames() {
        return recovery.usernames();
    }

    /** Its support cases, where its profile has a form for them. */
    Optional<SupportCases> cases() {
        return profile().supportCase().map(settings -> recovery.cases());
    }

    /** The service desk's side of its support cases; only where it has any. */
    CaseDesk desk() {
        return recovery.cases().desk();
    }

    Reply page(Visit visit, int status, String view, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        profile().pageTexts(profile().language()).forEach((code, text) -> all.put("page." + code, text));
        all.put("portal", facts());
        return visit.page(status, "portal/" + view, all);
    }

    /** What every page of the portal shows of it. */
    Map<String, Object> facts() {
        Contact contact = profile().contact();
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", profile().portal().value());
        facts.put("path", path());
        facts.put("name", profile().name());
        facts.put("sender", profile().sender().address().value());
        facts.put("usernames", profile().username().isPresent());
        URI support = contact.support();
        boolean cases = profile().supportCase().isPresent();
        facts.put(
                "helpLinks",
                contact.helpLinks().stream()
                        .map(link -> cases && link.uri().equals(support)
                                ? link(link.name(), path(NewCasePage.PATH))
                                : link(link.name(), link.uri().toString()))
                        .toList());
        facts.put("support", support == null ? List.of() : List.of(link(printed(support), support.toString())));
        facts.put("cases", cases);
        facts.put("caseNames", support == null ? List.of() : namesOf(support, contact));
        facts.put("hasPhones", !contact.phones().isEmpty());
        facts.put(
                "phones",
                contact.phones().stream()
                        .map(number -> Map.of("number", number, "dial", number.replaceAll("[^+0-9]", "")))
                        .toList());
        facts.put("hours", contact.hours() == null ? List.of() : List.of(contact.hours()));
        return facts;
    }

    /** As the portal's own help links to a page call it. */
    private static List<String> namesOf(URI page, Contact contact) {
        return contact.helpLinks().stream()
                .filter(link -> link.uri().equals(page))
                .map(Contact.HelpLink::name)
                .limit(1)
                .toList();
    }

    private static Map<String, String> link(String name, String page) {
        return Map.of("name", name, "uri", page);
    }

    private static String printed(URI page) {
        return page.toString().replaceFirst("^[A-Za-z]+://", "").replaceFirst("/$", "");
    }
}
