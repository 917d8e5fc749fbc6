package org.recupera.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormCondition;
import org.recupera.profile.FormField;
import org.recupera.profile.FormOption;
import org.recupera.profile.FormSettings;

/** Writes a form with its conditions, for scripts. */
final class FormJson {

    private FormJson() {}

    static String write(FormSettings form, FormWords words) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", form.version());
        ArrayNode fields = json.putArray("fields");
        form.fields().forEach(field -> fields.add(field(field, words)));
        return json.toString();
    }

    private static ObjectNode field(FormField field, FormWords words) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", field.name())
                .put("kind", field.kind().word())
                .put("role", field.role().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("label", words.label(field))
                .put("help", words.help(field))
                .put("required", field.required());
        if (field.maximumLength() > 0) {
            json.put("maximumLength", field.maximumLength());
        }
        json.set("when", condition(field.when()));
        if (field.kind() == FieldKind.CHOICE) {
            ArrayNode options = json.putArray("options");
            field.options().forEach(option -> options.add(option(field, option, words)));
        }
        return json;
    }

    private static ObjectNode option(FormField field, FormOption option, FormWords words) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", option.id()).put("label", words.label(field, option));
        json.set("when", condition(option.when()));
        return json;
    }

    private static ObjectNode condition(FormCondition condition) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        condition.wanted().forEach((field, options) -> {
            ArrayNode list = json.putArray(field);
            options.forEach(list::add);
        });
        return json;
    }
}
