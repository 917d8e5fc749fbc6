package org.recupera.examples.portal.pages;

import java.util.List;
import java.util.Optional;
import org.recupera.port.CaseState;

/** The states to which the desk may move a case, as its form calls them. */
final class StateChoice {

    static final List<CaseState> ALL =
            List.of(CaseState.OPEN, CaseState.IN_PROGRESS, CaseState.ANSWERED, CaseState.CLOSED);

    private StateChoice() {}

    static String of(CaseState state) {
        return switch (state) {
            case OPEN -> "abierto";
            case IN_PROGRESS -> "en-proceso";
            case ANSWERED -> "respondido";
            case HANDED_OVER -> "entregado";
            case CLOSED -> "cerrado";
        };
    }

    static Optional<CaseState> state(String choice) {
        return ALL.stream().filter(state -> of(state).equals(choice)).findFirst();
    }
}
