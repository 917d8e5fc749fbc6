package org.recupera.examples.portal;

/**
 * One moment of a flow: just before or just after a call of a port.
 *
 * @param after whether the call was made
 * @param call whose call it is, which, and the how many-th of its kind there, such as {@code link-mail: TokenStore.find 1}
 */
record Step(boolean after, String call) {

    private static final String BEFORE = "before ";
    private static final String AFTER = "after ";

    static Step parse(String text) {
        boolean after = text.startsWith(AFTER);
        return new Step(after, text.substring((after ? AFTER : BEFORE).length()));
    }

    /** Whether it is one of a page that somebody asked for, and none of the work behind it. */
    boolean isOnPage() {
        return call.startsWith(Tripwire.PAGE);
    }

    @Override
    public String toString() {
        return (after ? AFTER : BEFORE) + call;
    }
}
