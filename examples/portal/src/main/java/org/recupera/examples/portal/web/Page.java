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

    /**
     * Whether the page's form may be {@code multipart/form-data}.
     *
     * @return by default not
     */
    default boolean takesFiles() {
        return false;
    }

    /**
     * Answers a form that was too large, of which the CSRF token has been checked.
     *
     * @param visit who sends it, with the fields that came before the end of what is read, and without files
     * @return the answer; by default a page that says so
     */
    default Reply tooLarge(Visit visit) {
        return visit.problem(413);
    }
}
