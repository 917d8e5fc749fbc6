package org.recupera.examples.portal.web;

/** Answers one route. Implementations are safe for use by several threads at once. */
@FunctionalInterface
public interface Page {

    /**
     * Shows the page; changes nothing.
     *
     * @param visit who asks for what
     * @return the answer
     */
    Reply get(Visit visit);

    /**
     * Takes the page's form, of which the CSRF token has been checked.
     *
     * @param visit who sends what
     * @return the answer; by default that the page has no form
     */
    default Reply post(Visit visit) {
        return visit.problem(405).with("Allow", "GET, HEAD");
    }
}
