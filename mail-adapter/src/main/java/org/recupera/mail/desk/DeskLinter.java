package org.recupera.mail.desk;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.recupera.port.EmailAddress;

/**
 * Finds in a finished message what a help desk would take wrongly.
 *
 * <p>Looks at the bytes and not at what they were made of. The message is looked at as it leaves the portal, before
 * servers add their traces and before it is signed. Immutable and safe to share between threads.
 */
public final class DeskLinter {

    private final DeskProfile desk;

    private DeskLinter(DeskProfile desk) {
        this.desk = desk;
    }

    /**
     * Makes a linter for the mails to one kind of desk.
     *
     * @param desk the profile
     * @return the linter
     */
    public static DeskLinter of(DeskProfile desk) {
        return new DeskLinter(desk);
    }

    /**
     * Tells which rules a message breaks.
     *
     * @param sender the sender of the envelope
     * @param message the finished message
     * @return an unmodifiable set in the order of the rules; empty for a message that may go out
     */
    public Set<DeskRule> check(EmailAddress sender, byte[] message) {
        Set<DeskRule> broken = EnumSet.noneOf(DeskRule.class);
        try {
            MessageView mail = MessageView.of(message);
            if (!EnvelopeRules.aligned(sender.domain(), EnvelopeRules.domain(mail))) {
                broken.add(DeskRule.ENVELOPE_SENDER);
            }
            EnvelopeRules.KEPT.forEach((rule, kept) -> note(rule, kept.test(mail), broken));
            BodyRules.KEPT.forEach((rule, kept) -> note(rule, kept.test(mail), broken));
            ProfileRules.KEPT.forEach((rule, kept) -> note(rule, kept.test(mail, desk), broken));
        } catch (IllegalArgumentException unreadable) {
            broken.add(DeskRule.READABLE);
        }
        return Collections.unmodifiableSet(broken);
    }

    private static void note(DeskRule rule, boolean kept, Set<DeskRule> broken) {
        if (!kept) {
            broken.add(rule);
        }
    }

    @Override
    public String toString() {
        return "DeskLinter[" + desk.name() + ']';
    }
}
