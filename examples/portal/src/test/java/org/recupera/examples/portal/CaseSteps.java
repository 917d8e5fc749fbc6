package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.Visitor.Answer;

/** What somebody does who opens a support case, and what comes of it. */
final class CaseSteps {

    static final String NAME = "Ana Lucía Rodríguez";
    static final String DESCRIPTION = "No recuerdo mi usuario.\nAdjunto la pantalla que veo.";

    private CaseSteps() {}

    /** Fills a page's form in: what the page offers first wherever it offers something, and an address. */
    static Map<String, String> filled(Answer page, String address) {
        Map<String, String> values = new LinkedHashMap<>();
        page.form()
                .select("select, textarea, input:not([type=hidden], [type=file])")
                .forEach(field -> values.put(
                        field.attr("name"),
                        switch (field.attr("name")) {
                            case "nombre" -> NAME;
                            case "correo" -> address;
                            case "telefono" -> "+57 300 555 0101";
                            case "documento" -> "1020304001";
                            case "descripcion" -> DESCRIPTION;
                            default ->
                                field.select("option").stream()
                                        .map(option -> option.attr("value"))
                                        .filter(value -> !value.isEmpty())
                                        .findFirst()
                                        .orElse("");
                        }));
        return values;
    }

    static Answer file(Visitor person, String segment, String address, SentFile... files) {
        Answer page = person.get("/" + segment + "/crear-caso");
        return person.submit(page, filled(page, address), List.of(files));
    }

    static String numberOn(Answer filed) {
        assertThat(filed.status()).isEqualTo(200);
        return filed.page().selectFirst("#numero").text();
    }

    static Answer status(Visitor person, String segment, String number, String address) {
        return person.submit(person.get("/" + segment + "/caso"), Map.of("numero", number, "correo", address));
    }

    static Answer answer(Visitor agent, String number, String text, String state) {
        return agent.submit(agent.get("/mesa/" + number), Map.of("respuesta", text, "estado", state));
    }
}
