package org.recupera.examples.portal.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.examples.portal.inbox.Inbox;
import org.recupera.examples.portal.inbox.ReceivedMail;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;

/**
 * {@code /buzon} and {@code /buzon/{n}}: the mails that the embedded server was given.
 *
 * <p>Whoever reads a mail can use its link, so only this machine may look, and only by its own name.
 */
public final class InboxPage implements Page {

    private static final String HTML = "/html";

    private final Inbox inbox;

    /**
     * Makes the pages.
     *
     * @param inbox the mails
     */
    public InboxPage(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Reply get(Visit visit) {
        String rest = visit.path().substring("/buzon".length());
        if (!visit.isFromThisMachine()) {
            return visit.problem(404);
        }
        if (rest.isEmpty()) {
            return list(visit);
        }
        boolean html = rest.endsWith(HTML);
        String number = html ? rest.substring(1, rest.length() - HTML.length()) : rest.substring(1);
        return find(number).map(mail -> html ? frame(mail) : mail(visit, mail)).orElseGet(() -> visit.problem(404));
    }

    private Optional<ReceivedMail> find(String number) {
        return number.matches("[0-9]{1,9}") ? inbox.find(Integer.parseInt(number)) : Optional.empty();
    }

    private Reply list(Visit visit) {
        List<Map<String, Object>> mails =
                inbox.all().stream().map(InboxPage::facts).toList();
        return visit.page(200, "buzon/lista", Map.of("hasMails", !mails.isEmpty(), "mails", mails));
    }

    private Reply mail(Visit visit, ReceivedMail mail) {
        Map<String, Object> values = new HashMap<>(facts(mail));
        values.put("from", mail.header("From"));
        values.put("headers", mail.headers());
        values.put("hasHtml", !mail.html().isEmpty());
        values.put("pieces", Linked.pieces(mail.text()));
        return visit.page(200, "buzon/correo", values)
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'none';"
                                + " base-uri 'none'; frame-ancestors 'none'");
    }

    /** The HTML part alone, shown in a frame in which nothing runs and nothing is loaded; links open a tab. */
    private static Reply frame(ReceivedMail mail) {
        String base = "<base target=\"_blank\">";
        String html = mail.html().contains("<head>")
                ? mail.html().replaceFirst("<head>", "<head>" + base)
                : base + mail.html();
        return Reply.html(200, html)
                .with(
                        "Content-Security-Policy",
                        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                                + " style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'")
                .with("X-Frame-Options", "SAMEORIGIN");
    }

    private static Map<String, Object> facts(ReceivedMail mail) {
        return Map.of(
                "number", mail.number(),
                "subject", mail.header("Subject"),
                "recipient", mail.recipient(),
                "at", mail.at(),
                "when", mail.at().toString().replace('T', ' ').replaceFirst("\\..*|Z", " UTC"));
    }
}
