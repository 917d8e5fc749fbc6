package org.recupera.timing;

import java.util.HashMap;
import java.util.Map;
import org.recupera.port.ClientAddress;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;

/** Support cases, filed with the address and the national id of somebody who has an account or not. */
final class CaseCalls implements TimedCalls {

    private static final ClientAddress CLIENT = ClientAddress.of("192.0.2.7");

    private final MemoryPortal portal;
    private final SupportCases cases;
    private final Submission[] forms;

    CaseCalls(MemoryPortal portal, Schedule schedule, Names names) {
        this.portal = portal;
        this.cases = portal.recupera.cases();
        this.forms = new Submission[schedule.calls()];
        for (int call = 0; call < forms.length; call++) {
            String username = names.username();
            String nationalId = names.nationalId();
            portal.add(schedule.subject(call), username, nationalId);
            forms[call] = form(Names.copy(username) + "@empresa.example", Names.copy(nationalId));
        }
        portal.open();
    }

    @Override
    public Object call(int index) {
        return cases.file(forms[index], CLIENT).getClass();
    }

    @Override
    public void rest() throws InterruptedException {
        portal.rest();
    }

    private Submission form(String address, String nationalId) {
        Map<String, String> values = new HashMap<>(Map.of(
                "nombre", "María López",
                "correo", address,
                "tipoDocumento", "dni",
                "documento", nationalId,
                "tipoSolicitud", "solicitud-o-duda",
                "sistema", "honducompras-2",
                "asunto", "recuperacion-usuario",
                "descripcion", "No recuerdo mi usuario."));
        return Submission.of(cases.newSubmissionId(), cases.form().version())
                .values(values)
                .build();
    }
}
