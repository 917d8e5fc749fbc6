package org.recupera.examples.portal.pages;

import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;

/** Every address that is no other page's. */
public final class NotFoundPage implements Page {

    @Override
    public Reply get(Visit visit) {
        return visit.problem(404);
    }

    @Override
    public Reply post(Visit visit) {
        return visit.problem(404);
    }
}
