package org.recupera.port;

import org.jspecify.annotations.Nullable;

/** What a desk says of a case that it was given. */
public sealed interface Filing {

    /**
     * The desk has the case, and has it once.
     *
     * @param reference the number that the desk gave it, where it is known and another one, or {@code null}
     */
    record Filed(@Nullable String reference) implements Filing {

        /** Makes one printable line of the reference. */
        public Filed {
            reference = reference == null ? null : PrintableLine.of(reference);
        }
    }

    /**
     * The desk had a case of this portal and submission before; nothing was changed.
     *
     * @param number the number of that case
     * @param digest its {@link SupportCase#digest()}, by which the library tells a repetition from a conflict
     */
    record Repeated(CaseNumber number, String digest) implements Filing {}

    /** Another case of this portal has the number; nothing was filed, and it is worth asking with another number. */
    record NumberTaken() implements Filing {}

    /**
     * Not now: worth another try with the same case.
     *
     * @param reason one line without anything that was typed
     * @param cause what the infrastructure threw, or {@code null}
     */
    record Deferred(String reason, @Nullable Throwable cause) implements Filing {

        /** Makes one printable line of the reason. */
        public Deferred {
            reason = PrintableLine.of(reason);
        }
    }

    /**
     * Never: another try with the same case would be refused again.
     *
     * @param reason one line without anything that was typed
     */
    record Rejected(String reason) implements Filing {

        /** Makes one printable line of the reason. */
        public Rejected {
            reason = PrintableLine.of(reason);
        }
    }
}
