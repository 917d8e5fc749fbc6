package org.recupera.examples.portal.pages;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A time on a page: for programs in {@code at}, and in {@code when} for people. */
final class Moment {

    private Moment() {}

    static Map<String, Object> of(Site site, Instant instant) {
        Map<String, Object> moment = new HashMap<>();
        moment.put("at", instant);
        moment.put("when", site.profile().written(instant, site.profile().language()));
        return moment;
    }
}
