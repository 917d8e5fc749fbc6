package org.recupera.ticket;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.EmailAddress;
import org.recupera.port.TicketDraft;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormField;
import org.recupera.profile.FormOption;
import org.recupera.profile.FormSettings;
import org.recupera.profile.Profile;
import org.recupera.profile.SupportCaseSettings;

/**
 * The form with which a portal's cases are opened: what it shows, and what it takes.
 *
 * <p>Both are settled by the same conditions, so a form that is filled in as it was drawn is taken. A choice counts
 * while it is shown and the chosen option is offered; what is sent for a field that is not shown is passed over, as is
 * what the form has no field for.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CaseForm {

    /** What came of a form that was sent. */
    sealed interface Judgement {}

    /**
     * The form is filled in as it should be.
     *
     * @param fields what was asked and answered, in the form's order and the requester's language; without what was left
     *     empty
     * @param requester where answers go
     */
    record Clean(List<CaseField> fields, EmailAddress requester) implements Judgement {

        /** Copies the list. */
        public Clean {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Clean" + fields;
        }
    }

    /**
     * The form is not filled in as it should be.
     *
     * @param flaws everything that is wrong with it, in the form's order; at least one
     */
    record Flawed(List<CaseFlaw> flaws) implements Judgement {

        /** Copies the list. */
        public Flawed {
            flaws = List.copyOf(flaws);
        }
    }

    private final Profile profile;
    private final FormSettings form;

    private CaseForm(Profile profile, FormSettings form) {
        this.profile = profile;
        this.form = form;
    }

    /**
     * The form of a portal.
     *
     * @param profile the portal's profile
     * @return its form
     * @throws IllegalStateException when the profile takes no support cases
     */
    public static CaseForm of(Profile profile) {
        return profile.supportCase()
                .map(SupportCaseSettings::form)
                .map(form -> new CaseForm(profile, form))
                .orElseThrow(() -> new IllegalStateException("the profile has no supportCase"));
    }

    /**
     * Which form this is.
     *
     * @return the version that a submission names
     */
    public String version() {
        return form.version();
    }

    /**
     * The field at which files are attached.
     *
     * @return its name, or nothing when the form takes no files
     */
    Optional<String> filesField() {
        return form.files().map(FormField::name);
    }

    /** As they stand in the form; what is wrong with the form as a whole comes first. */
    List<CaseFlaw> inOrder(List<CaseFlaw> flaws) {
        List<String> names = form.fields().stream().map(FormField::name).toList();
        return flaws.stream()
                .distinct()
                .sorted(Comparator.comparingInt(flaw -> names.indexOf(flaw.field())))
                .toList();
    }

    /**
     * Says how the form stands with some values.
     *
     * @param values what was typed and chosen so far, by the fields' names; an empty map for a fresh form
     * @param language in which people read it; the portal's own serves when the profile does not speak it
     * @return each field and each option, with whether it is shown, required and offered now
     */
    public FormView draw(Map<String, String> values, Locale language) {
        FormWords words = words(language);
        Map<String, String> chosen = chosen(values);
        List<FieldView> fields = form.fields().stream()
                .map(field -> view(field, values.getOrDefault(field.name(), ""), chosen, words))
                .toList();
        return new FormView(form.version(), fields);
    }

    /**
     * The values with which the form opens for somebody whom recovery could not help.
     *
     * @param draft how the case would begin, in the words of the portal's own language
     * @return the ids of the options that it names, by the fields' names
     */
    public Map<String, String> prefilled(TicketDraft draft) {
        Map<Role, String> labels =
                Map.of(Role.SYSTEM, draft.system(), Role.TYPE, draft.type(), Role.SUBJECT, draft.subject());
        return form.labelled(labels, profile.formTexts(profile.language()));
    }

    /**
     * The whole form as JSON, for portals that draw it with scripts.
     *
     * <p>{@code when} names choices that come before, and for each the options of which one must be chosen. Fields are
     * settled in their order: one is shown when its {@code when} holds, an option of it is offered when its own does too,
     * and a choice counts for what follows when the chosen option is offered. An empty {@code when} always holds.
     *
     * @param language in which people read it; the portal's own serves when the profile does not speak it
     * @return an object with {@code version} and {@code fields}
     */
    public String toJson(Locale language) {
        return FormJson.write(form, words(language));
    }

    /**
     * Judges a form that was sent.
     *
     * @param formVersion the version from which it was drawn
     * @param values what was sent, by the fields' names; a name that is missing counts as empty
     * @param language in which flaws are told and the case is kept; the portal's own serves when the profile does not
     *     speak it
     * @return all that is wrong at once, or what the case is made of
     */
    Judgement check(String formVersion, Map<String, String> values, Locale language) {
        FormCheck check = new FormCheck(words(language), chosen(values));
        if (!form.version().equals(formVersion)) {
            check.refuseVersion();
        }
        form.fields().forEach(field -> check.look(field, values.getOrDefault(field.name(), "")));
        return check.judgement();
    }

    private Map<String, String> chosen(Map<String, String> values) {
        return form.chosen((field, option) -> option.id().equals(values.get(field.name())));
    }

    private FormWords words(Locale language) {
        return new FormWords(profile, language, profile.formTexts(language));
    }

    private static FieldView view(FormField field, String value, Map<String, String> chosen, FormWords words) {
        boolean visible = field.isVisible(chosen);
        List<FormOption> allowed = field.allowed(chosen);
        List<OptionView> options = field.options().stream()
                .map(option -> new OptionView(
                        option.id(),
                        words.label(field, option),
                        allowed.contains(option),
                        option.id().equals(value)))
                .toList();
        return new FieldView(
                field.name(),
                field.kind(),
                words.label(field),
                words.help(field),
                visible,
                visible && field.required(),
                field.maximumLength(),
                options,
                field.kind() == FieldKind.FILES ? "" : value);
    }
}
