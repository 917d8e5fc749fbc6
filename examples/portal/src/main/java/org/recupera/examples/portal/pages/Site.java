package org.recupera.examples.portal.pages;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.accounts.SignIn;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.profile.Contact;
import org.recupera.profile.Profile;
import org.recupera.recovery.PasswordRecovery;

/**
 * One portal, as its pages see it.
 *
 * @param profile its words and rules
 * @param passwords what the library does for it
 * @param signIn its own sign-in
 */
public record Site(Profile profile, PasswordRecovery passwords, SignIn signIn) {

    /**
     * The path of one of its pages.
     *
     * @param page the last segment
     * @return the absolute path
     */
    public String path(String page) {
        return "/" + profile.portal() + "/" + page;
    }

    Reply page(Visit visit, int status, String view, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("portal", facts());
        return visit.page(status, profile.portal() + "/" + view, all);
    }

    /** What every page of the portal shows of it. */
    Map<String, Object> facts() {
        Contact contact = profile.contact();
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", profile.portal().value());
        facts.put("name", profile.name());
        facts.put(
                "helpLinks",
                contact.helpLinks().stream()
                        .map(link ->
                                Map.of("name", link.name(), "uri", link.uri().toString()))
                        .toList());
        URI support = contact.support();
        facts.put(
                "support",
                support == null
                        ? List.of()
                        : List.of(Map.of("name", support.getSchemeSpecificPart().replace("/", ""), "uri", support)));
        facts.put("hasPhones", !contact.phones().isEmpty());
        facts.put(
                "phones",
                contact.phones().stream()
                        .map(number -> Map.of("number", number, "dial", number.replaceAll("[^+0-9]", "")))
                        .toList());
        facts.put("hours", contact.hours() == null ? List.of() : List.of(contact.hours()));
        return facts;
    }
}
