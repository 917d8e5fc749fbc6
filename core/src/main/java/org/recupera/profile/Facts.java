package org.recupera.profile;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;

/** What a profile says that is the same in every language; the deployment may still owe its parts. */
record Facts(
        PortalId portal,
        String name,
        Locale language,
        ZoneId zone,
        LinkSettings link,
        Limits limits,
        PasswordSettings password,
        LockPolicy locks,
        @Nullable UsernameSettings username,
        @Nullable QuestionSettings questions,
        @Nullable SupportCaseSettings supportCase,
        String senderName,
        @Nullable EmailAddress senderAddress,
        @Nullable EmailAddress bounces,
        Contact contact) {

    Facts with(LinkSettings settings) {
        return with(settings, username, supportCase, senderAddress);
    }

    Facts with(UsernameSettings settings) {
        return with(link, settings, supportCase, senderAddress);
    }

    Facts with(SupportCaseSettings settings) {
        return with(link, username, settings, senderAddress);
    }

    Facts with(EmailAddress sender) {
        return with(link, username, supportCase, sender);
    }

    private Facts with(
            LinkSettings links,
            @Nullable UsernameSettings usernames,
            @Nullable SupportCaseSettings cases,
            @Nullable EmailAddress sender) {
        return new Facts(
                portal,
                name,
                language,
                zone,
                links,
                limits,
                password,
                locks,
                usernames,
                questions,
                cases,
                senderName,
                sender,
                bounces,
                contact);
    }

    /** What every mail template sees; what a profile does not have is an empty text, which a section leaves out. */
    Map<String, Object> view() {
        URI support = contact.support();
        String hours = contact.hours();
        return Map.of(
                "portal",
                name,
                "phones",
                contact.phones(),
                "support",
                support == null ? "" : Map.of("uri", support.toString(), "name", withoutScheme(support)),
                "hours",
                hours == null ? "" : hours);
    }

    private static String withoutScheme(URI page) {
        return page.toString().replaceFirst("^[A-Za-z]+://", "").replaceFirst("/$", "");
    }
}
