package org.recupera.examples.portal;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.examples.portal.accounts.Database;
import org.recupera.examples.portal.inbox.Inbox;
import org.recupera.examples.portal.pages.CaseStatusPage;
import org.recupera.examples.portal.pages.DeskCasePage;
import org.recupera.examples.portal.pages.DeskListPage;
import org.recupera.examples.portal.pages.ForgottenPasswordPage;
import org.recupera.examples.portal.pages.ForgottenUsernamePage;
import org.recupera.examples.portal.pages.HealthPage;
import org.recupera.examples.portal.pages.HomePage;
import org.recupera.examples.portal.pages.InboxPage;
import org.recupera.examples.portal.pages.LinkCookies;
import org.recupera.examples.portal.pages.NewCasePage;
import org.recupera.examples.portal.pages.NewPasswordPage;
import org.recupera.examples.portal.pages.NotFoundPage;
import org.recupera.examples.portal.pages.PortalHomePage;
import org.recupera.examples.portal.pages.SignInPage;
import org.recupera.examples.portal.pages.SignOutPage;
import org.recupera.examples.portal.pages.Site;
import org.recupera.examples.portal.pages.StartPage;
import org.recupera.examples.portal.web.Asset;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Seal;
import org.recupera.port.MailSender;
import org.recupera.profile.SupportCaseSettings;

/** Which page answers which address. */
record Routes(List<Site> sites, Seal seal, @Nullable Inbox inbox, Database database, MailSender mail, Clock clock) {

    /** All pages by servlet mapping. */
    Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("/", new NotFoundPage());
        pages.put("", new HomePage(sites, inbox != null));
        pages.put("/estilo.css", Asset.fromResource("estilo.css", "text/css;charset=utf-8"));
        pages.put("/marca.svg", Asset.fromResource("marca.svg", "image/svg+xml"));
        sites.forEach(site -> add(site, pages));
        if (inbox != null) {
            InboxPage page = new InboxPage(inbox);
            pages.put("/buzon", page);
            pages.put("/buzon/*", page);
        }
        addDesk(pages);
        pages.put("/salud", health());
        return pages;
    }

    private void add(Site site, Map<String, Page> pages) {
        pages.put(site.path(), new PortalHomePage(site));
        pages.put(site.path("ingresar"), new SignInPage(site));
        pages.put(site.path("inicio"), new StartPage(site));
        pages.put(site.path("salir"), new SignOutPage(site));
        pages.put(site.path("recuperar-contrasena"), new ForgottenPasswordPage(site));
        pages.put(site.path("cambiar-contrasena"), new NewPasswordPage(site, new LinkCookies(seal)));
        site.profile().supportCase().ifPresent(settings -> addCases(site, settings, pages));
        site.profile()
                .username()
                .ifPresent(settings ->
                        pages.put(site.path("recuperar-usuario"), new ForgottenUsernamePage(site, settings)));
    }

    private void addCases(Site site, SupportCaseSettings settings, Map<String, Page> pages) {
        pages.put(site.path("crear-caso"), new NewCasePage(site, site.recovery().cases(), settings));
        pages.put(site.path("caso"), new CaseStatusPage(site, site.recovery().cases()));
    }

    private void addDesk(Map<String, Page> pages) {
        List<Site> taking = sites.stream()
                .filter(site -> site.profile().supportCase().isPresent())
                .toList();
        if (!taking.isEmpty()) {
            pages.put("/mesa", new DeskListPage(taking));
            pages.put("/mesa/*", new DeskCasePage(taking));
        }
    }

    private HealthPage health() {
        return new HealthPage(
                database::isUp, mail, sites.stream().map(Site::recovery).toList(), clock);
    }
}
