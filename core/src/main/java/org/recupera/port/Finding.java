package org.recupera.port;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Something that a check found to be wrong, or worth knowing.
 *
 * <p>Codes are stable, for whoever raises alarms by them. Errors: {@code store.unreachable}, {@code schema.table-missing},
 * {@code schema.column-missing}, {@code clock.apart}, {@code mail.not-ready}. Warnings: {@code work.waits} (the oldest for
 * more than 15 minutes), {@code work.dead}, {@code cases.holidays-end} (within 60 days), {@code limits.lifted}, and the
 * mail adapter's {@code smtp.certificate-expires}. Notes: {@code keys.revoked}, {@code profile.base-url-local}. Sentences are for whoever is on duty: what is the matter, what
 * it means for people, and what to do. They hold no secret and nothing of a person's.
 */
public sealed interface Finding {

    /** How bad it is. */
    enum Severity {
        /** Worth knowing; nothing is to be done. */
        NOTE,
        /** Works, and somebody should look at it by daylight. */
        WARNING,
        /** People do not get what they were promised. */
        ERROR
    }

    /**
     * What it is, for programs.
     *
     * @return a stable code
     */
    String code();

    /**
     * How bad it is.
     *
     * @return its severity
     */
    Severity severity();

    /**
     * What it is and what to do, for people.
     *
     * @return an English sentence or two
     */
    String sentence();

    /**
     * What the library keeps cannot be asked.
     *
     * @param reason what the adapter said
     */
    record StoreUnreachable(String reason) implements Finding {
        @Override
        public String code() {
            return "store.unreachable";
        }

        @Override
        public Severity severity() {
            return Severity.ERROR;
        }

        @Override
        public String sentence() {
            return "The store of links and work cannot be asked (" + reason
                    + "). Nobody can ask for a link until it can;"
                    + " look whether the database is up, and at the pool's address and password.";
        }
    }

    /**
     * A table is not there, or may not be read.
     *
     * @param table its name
     */
    record TableMissing(String table) implements Finding {
        @Override
        public String code() {
            return "schema.table-missing";
        }

        @Override
        public Severity severity() {
            return Severity.ERROR;
        }

        @Override
        public String sentence() {
            return "The table " + table
                    + " is missing, or this user may not read it. Install the schema of this version,"
                    + " and look at the table prefix and the user's rights.";
        }
    }

    /**
     * A table is there without one of its columns.
     *
     * @param table its name
     * @param column what it lacks
     */
    record ColumnMissing(String table, String column) implements Finding {
        @Override
        public String code() {
            return "schema.column-missing";
        }

        @Override
        public Severity severity() {
            return Severity.ERROR;
        }

        @Override
        public String sentence() {
            return "The table " + table + " has no column " + column
                    + ": it is of another version. Add the column as the"
                    + " schema of this version has it; installing creates tables and changes none.";
        }
    }

    /**
     * This node and the database disagree on the time by more than nodes may.
     *
     * @param ahead how far this node is ahead; negative when it is behind
     * @param bound how far nodes may be apart
     */
    record ClockApart(Duration ahead, Duration bound) implements Finding {
        @Override
        public String code() {
            return "clock.apart";
        }

        @Override
        public Severity severity() {
            return Severity.ERROR;
        }

        @Override
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "The clock of this node is %s s %s the database's; %d s are allowed, or leases of one node end too"
                            + " early for another. Mend the time service (chronyc tracking, timedatectl) of this machine"
                            + " or of the database's, then start again.",
                    BigDecimal.valueOf(ahead.abs().toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString(),
                    ahead.isNegative() ? "behind" : "ahead of",
                    bound.toSeconds());
        }
    }

    /**
     * A mail handed over now would not go out.
     *
     * @param reason what the sender said
     */
    record MailNotReady(String reason) implements Finding {
        @Override
        public String code() {
            return "mail.not-ready";
        }

        @Override
        public Severity severity() {
            return Severity.ERROR;
        }

        @Override
        public String sentence() {
            return "Mail would not go out now (" + reason
                    + "). Accepted requests wait and are mailed once it does, for a"
                    + " day at most; look at the mail server, its certificate and the sign-in.";
        }
    }

    /**
     * Accepted work has waited for long.
     *
     * @param units how much waits
     * @param age how long the oldest has waited
     */
    record WorkWaits(long units, Duration age) implements Finding {
        @Override
        public String code() {
            return "work.waits";
        }

        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "%d units of work wait, the oldest for %d min. Look whether a started node serves this portal, and at"
                            + " the reasons of the events MAIL_DEFERRED and WORK_RETRIED. Work that was requeued counts"
                            + " from when it was first accepted.",
                    units,
                    age.toMinutes());
        }
    }

    /**
     * Work was given up.
     *
     * @param units how much is kept
     */
    record WorkDead(long units) implements Finding {
        @Override
        public String code() {
            return "work.dead";
        }

        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return units + " units of work were given up, and are kept for a week. deadLetters() tells why;"
                    + " requeue(...) has one tried again once the reason is mended.";
        }
    }

    /**
     * The key ring has a key that is revoked.
     *
     * @param id the key's id
     */
    record KeyRevoked(String id) implements Finding {
        @Override
        public String code() {
            return "keys.revoked";
        }

        @Override
        public Severity severity() {
            return Severity.NOTE;
        }

        @Override
        public String sentence() {
            return "The key " + id
                    + " is revoked: its links are dead. Leave it in the ring until eight days after the last node"
                    + " stopped using it; work that was accepted under it is carried out with the current key.";
        }
    }

    /**
     * Mailed links lead to the machine on which they are read.
     *
     * @param baseUrl what they begin with
     */
    record BaseUrlLocal(String baseUrl) implements Finding {
        @Override
        public String code() {
            return "profile.base-url-local";
        }

        @Override
        public Severity severity() {
            return Severity.NOTE;
        }

        @Override
        public String sentence() {
            return "Mailed links begin with " + baseUrl
                    + ", which nobody but this machine can open. Give the profile the"
                    + " portal's public https address.";
        }
    }

    /**
     * The public holidays on which a desk rests are known for a short while only.
     *
     * @param through the last day that is known
     */
    record HolidaysEnd(LocalDate through) implements Finding {
        @Override
        public String code() {
            return "cases.holidays-end";
        }

        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return "Public holidays are known through " + through
                    + ". From then on support cases are confirmed without the day by which the desk answers; take a"
                    + " version of the library that knows more of them.";
        }
    }

    /** The limits by client, by identifier and in all are lifted. */
    record LimitsLifted() implements Finding {
        @Override
        public String code() {
            return "limits.lifted";
        }

        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return "The limits by client, by identifier and in all are lifted, which is for load tests only: take"
                    + " withoutRequestLimits() out.";
        }
    }

    /**
     * What an adapter of somebody's own found.
     *
     * @param code begins with the adapter's name and a dot
     * @param severity how bad it is
     * @param sentence what it is and what to do, without secrets
     */
    record Other(String code, Severity severity, String sentence) implements Finding {}
}
