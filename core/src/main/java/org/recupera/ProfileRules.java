package org.recupera;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.recupera.password.BreachedPasswords;
import org.recupera.password.BreachedPasswords.WhenUnknown;
import org.recupera.password.Composition;
import org.recupera.password.PasswordRule;
import org.recupera.password.PasswordRules;
import org.recupera.profile.PasswordSettings;

/** The rules that a profile asks for, and those that a portal adds. */
final class ProfileRules {

    private ProfileRules() {}

    static PasswordRules of(PasswordSettings settings, List<PasswordRule> added) {
        List<PasswordRule> all = new ArrayList<>();
        PasswordSettings.Composition composition = settings.composition();
        if (composition != null) {
            all.add(new Composition(
                    composition.upperCase(), composition.lowerCase(), composition.digits(), composition.symbols()));
        }
        all.addAll(added);
        PasswordSettings.BreachedCheck check = settings.breachedCheck();
        if (check != null) {
            // Behind the rules that hash here: nothing of a present password leaves the portal.
            all.add(BreachedPasswords.askedAt(
                    Objects.requireNonNullElse(check.service(), BreachedPasswords.PUBLIC_SERVICE),
                    check.timeLimit(),
                    check.refuseWhenUnknown() ? WhenUnknown.REFUSE : WhenUnknown.ACCEPT));
        }
        PasswordRules rules = PasswordRules.standard(settings.minimumLength(), settings.maximumLength());
        for (PasswordRule rule : all) {
            rules = rules.and(rule);
        }
        return rules;
    }
}
