package org.recupera.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recupera.profile.Profile;

/** Forms, and ways to fill them in. */
final class TestForms {

    /** Has a choice that hangs on two others, fields that are shown at times, and text of every kind. */
    static final Profile THIRD_PORTAL =
            Profile.fromResource(TestForms.class, "/org/recupera/profile/third-portal.json");

    static final List<Profile> ALL = List.of(Profile.named("honducompras"), Profile.named("secop-ii"), THIRD_PORTAL);

    private TestForms() {}

    /** What the third portal's form takes. */
    static Map<String, String> filledIn() {
        return new HashMap<>(Map.of(
                "sistema", "compras",
                "tipo", "duda",
                "asunto", "usuario",
                "quien", "Ana López",
                "correo", "ana@empresa.example",
                "detalle", "No recuerdo mi usuario."));
    }

    /** That, and something else at one field. */
    static Map<String, String> filledIn(String field, String value) {
        Map<String, String> values = filledIn();
        values.put(field, value);
        return values;
    }
}
