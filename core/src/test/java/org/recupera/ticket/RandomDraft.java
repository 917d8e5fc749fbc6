package org.recupera.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormField;
import org.recupera.profile.FormSettings;

/** Fills forms in by chance: sometimes well, sometimes badly. */
final class RandomDraft {

    private static final List<String> WICKED = List.of(
            "",
            " ",
            "\r\n",
            "x",
            "<b>&amp;</b>",
            "{{x}}",
            "${7*7}",
            "\u202Ex",
            "a\u200Bb",
            "\uD800",
            "\u0000",
            "a\r\nBcc: b@b.example",
            "😀",
            "e\u0301",
            "x".repeat(300),
            "ñ".repeat(25_000),
            "\u0301".repeat(40));

    private static final Map<FieldKind, String> GOOD = Map.of(
            FieldKind.NAME, "Ana López",
            FieldKind.LINE, "mañana",
            FieldKind.EMAIL, "ana@empresa.example",
            FieldKind.PHONE, "+502 5555 0101",
            FieldKind.DOCUMENT, "2450 12345 0101",
            FieldKind.PARAGRAPH, "No recuerdo\r\nmi usuario.",
            FieldKind.CHOICE, "",
            FieldKind.FILES, "captura.png");

    private final FormSettings form;
    private final Random random;

    RandomDraft(FormSettings form, Random random) {
        this.form = form;
        this.random = random;
    }

    /** Anything at all, with one choice in three out of the air. */
    Map<String, String> any() {
        Map<String, String> values = new HashMap<>();
        form.fields().forEach(field -> {
            if (random.nextInt(6) > 0) {
                values.put(field.name(), random.nextInt(3) == 0 ? wicked() : plausible(field));
            }
        });
        if (random.nextBoolean()) {
            values.put("nobody", wicked());
        }
        return values;
    }

    /** Good text everywhere, and any of the options that the form has, whether they go together or not. */
    Map<String, String> plausible() {
        Map<String, String> values = new HashMap<>();
        form.fields().forEach(field -> {
            if (random.nextInt(12) > 0) {
                values.put(field.name(), plausible(field));
            }
        });
        return values;
    }

    /** What is shown filled in, and what is offered chosen, as the form is drawn after each step. */
    Map<String, String> asDrawn(CaseForm drawn, Locale language) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < form.fields().size(); i++) {
            FieldView field = drawn.draw(values, language).fields().get(i);
            if (!field.visible() || (!field.required() && random.nextBoolean())) {
                continue;
            }
            List<OptionView> offered =
                    field.options().stream().filter(OptionView::allowed).toList();
            values.put(
                    field.name(),
                    field.kind() == FieldKind.CHOICE
                            ? offered.get(random.nextInt(offered.size())).id()
                            : GOOD.get(field.kind()));
        }
        return values;
    }

    private String wicked() {
        return WICKED.get(random.nextInt(WICKED.size()));
    }

    private String plausible(FormField field) {
        return field.kind() == FieldKind.CHOICE
                ? field.options().get(random.nextInt(field.options().size())).id()
                : GOOD.get(field.kind());
    }
}
