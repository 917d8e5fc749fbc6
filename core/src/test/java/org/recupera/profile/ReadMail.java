package org.recupera.profile;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A mail as its reader has it.
 *
 * @param mail what was rendered
 */
record ReadMail(RenderedMail mail) {

    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    /** What a mail program may turn into a link by itself, and the address of a mailbox. */
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)(?:https?:|www\\.|[a-z0-9-]+\\.[a-z])[^\\s»”)]*");

    /** The text, and what is left of the HTML without its elements. */
    List<String> parts() {
        return List.of(mail.text(), TAG.matcher(mail.html()).replaceAll(""));
    }

    /** Where the links of the HTML lead. */
    List<String> links() {
        return HREF.matcher(mail.html()).results().map(found -> found.group(1)).toList();
    }

    List<String> elements() {
        return TAG.matcher(mail.html()).results().map(MatchResult::group).toList();
    }

    /** In each part, whatever looks like a web address. */
    List<List<String>> webAddresses() {
        return List.of(
                webAddresses(mail.text()), webAddresses(TAG.matcher(mail.html()).replaceAll(" ")));
    }

    private static List<String> webAddresses(String text) {
        return WEB_ADDRESS.matcher(text).results().map(MatchResult::group).toList();
    }
}
