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
        facts.put(
                "helpLinks",
                contact.helpLinks().stream()
                        .map(link -> link(link.name(), link.uri()))
                        .toList());
        Optional<URI> support = Optional.ofNullable(contact.support());
        facts.put(
                "support",
                support.map(page -> link(printed(page), page)).stream().toList());
        facts.put(
                "caseLink",
                support.map(page -> link(nameOf(page, contact), page)).stream().toList());
        facts.put("hasPhones", !contact.phones().isEmpty());
        facts.put(
                "phones",
                contact.phones().stream()
                        .map(number -> Map.of("number", number, "dial", number.replaceAll("[^+0-9]", "")))
                        .toList());
        facts.put("hours", contact.hours() == null ? List.of() : List.of(contact.hours()));
        return facts;
    }

    /** As the portal's own help link to the page calls it. */
    private static String nameOf(URI page, Contact contact) {
        return contact.helpLinks().stream()
                .filter(link -> link.uri().equals(page))
                .map(Contact.HelpLink::name)
                .findFirst()
                .orElse(printed(page));
    }

    private static Map<String, String> link(String name, URI page) {
        return Map.of("name", name, "uri", page.toString());
    }

    private static String printed(URI page) {
        return page.toString().replaceFirst("^[A-Za-z]+://", "").replaceFirst("/$", "");
    }
}
