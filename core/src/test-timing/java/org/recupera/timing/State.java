package org.recupera.timing;

import java.util.Set;

/** The names of arms: what there is on file about an identifier. */
final class State {

    static final String KNOWN = "known";
    static final String DISABLED = "disabled";
    static final String NO_ADDRESS = "no address";
    /** Unknown, and its budget is spent. */
    static final String LIMITED = "limited";
    /** Known, with an answer to a security question. */
    static final String ANSWERED = "known, answered";

    static final Set<String> HAVE_ACCOUNTS = Set.of(KNOWN, DISABLED, NO_ADDRESS, ANSWERED);

    private State() {}
}
