package org.recupera;

import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;

/** A password store that replaces, refuses, or fails before or after the write. */
final class MoodyPasswords implements PasswordStore {

    /** What the next change meets. */
    enum Mood {
        REPLACES,
        REFUSES,
        FAILS,
        REPLACES_AND_IS_NOT_HEARD
    }

    private final PasswordStore passwords;
    private final Meanwhile meanwhile;
    Mood mood = Mood.REPLACES;

    MoodyPasswords(PasswordStore passwords, Meanwhile meanwhile) {
        this.passwords = passwords;
        this.meanwhile = meanwhile;
    }

    @Override
    public Result replace(PasswordChange change) {
        Mood present = mood;
        mood = Mood.REPLACES;
        meanwhile.happens();
        if (present == Mood.REFUSES) {
            return Result.REFUSED;
        }
        if (present == Mood.FAILS) {
            throw new PortException("the database is down", null);
        }
        Result result = passwords.replace(change);
        meanwhile.happens();
        if (present == Mood.REPLACES_AND_IS_NOT_HEARD) {
            throw new PortException("the answer was lost", null);
        }
        return result;
    }
}
