package org.recupera.examples.portal.web;

import java.security.SecureRandom;
import java.util.Map;

/**
 * What all pages share.
 *
 * @param seal tags CSRF tokens and notices
 * @param views draws the pages
 * @param secure whether browsers reach the portal by https
 * @param proxies whose word counts on where a request comes from
 * @param random makes sessions
 */
public record Web(Seal seal, Views views, boolean secure, TrustedProxies proxies, SecureRandom random) {

    Reply problem(int status, String area) {
        return Reply.html(status, views.render("problemas/" + status, Map.of("home", "/" + area)));
    }
}
