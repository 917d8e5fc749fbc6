package org.recupera.mail.desk;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.recupera.port.MailAttachment;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;

/**
 * What one kind of help desk wants of a mail that brings a case.
 *
 * <p>All get the same envelope and text; a profile is what differs: header fields, sizes, types, and what happens to
 * repetitions. It rests on the desks' sources and documentation as read in November 2026; no desk was run. What has to
 * be set on the desk's side stands in the README.
 *
 * <p><b>The trusted profiles</b> send fields that set customer, queue, state or owner of a ticket. Whoever can mail such
 * a mailbox can do the same: it must not be reachable from outside.
 *
 * <p>Answers of the desk go to the requester directly, and the portal does not see them. Immutable and safe to share
 * between threads.
 */
public final class DeskProfile {

    /** Bytes of all files of a case unless set: 7 MiB, about 9.6 MiB when encoded, below Zammad's limit of 10 MB. */
    public static final long DEFAULT_SIZE = 7 * 1_024 * 1_024;

    private static final String ZAMMAD = "x-zammad-";
    private static final String ZNUNY = "x-otrs-";

    /** What the library writes itself, or what makes desks keep silent or drop a mail. */
    private static final Pattern TAKEN =
            Pattern.compile("x-case-.*|x-(?:.*-)?loop|x-auto.*|x-.*suppress.*|x-(?:zammad|otrs)-.*");

    private static final Pattern PRIORITY = Pattern.compile("[135]");

    private final String name;
    private final String trustedPrefix;
    private final Repeats repeats;
    private final long maximumSize;
    private final Set<String> mediaTypes;
    private final Map<String, HeaderValue> headers;

    private DeskProfile(
            String name,
            String trustedPrefix,
            Repeats repeats,
            long maximumSize,
            Set<String> mediaTypes,
            Map<String, HeaderValue> headers) {
        this.name = name;
        this.trustedPrefix = trustedPrefix;
        this.repeats = repeats;
        this.maximumSize = maximumSize;
        this.mediaTypes = Collections.unmodifiableSet(new TreeSet<>(mediaTypes));
        this.headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** What a header field says of a case. */
    @FunctionalInterface
    private interface HeaderValue {
        String of(SupportCase filed);
    }

    /**
     * A mailbox that people read, or a desk that is not named here.
     *
     * @return the profile
     */
    public static DeskProfile generic() {
        return untrusted("generic", Repeats.UNKNOWN);
    }

    /**
     * osTicket; {@code with("X-Priority", "1")} (or 3, or 5) where it maps priorities.
     *
     * @return the profile
     */
    public static DeskProfile osticket() {
        return untrusted("osticket", Repeats.DROPPED);
    }

    /**
     * Zammad, hosted or with a mailbox that anybody may write to.
     *
     * @return the profile
     */
    public static DeskProfile zammad() {
        return untrusted("zammad", Repeats.BY_SETTING);
    }

    /**
     * Zammad with a trusted mailbox, which nobody but the portal can reach.
     *
     * <p>Sets the customer, priority {@code 2 normal} and silence; {@code with("X-Zammad-Ticket-Group", ...)} and the
     * like set more. Zammad compares values to the letter and ignores names that it does not know.
     *
     * @return the profile
     */
    public static DeskProfile zammadTrusted() {
        return trusted("zammad-trusted", ZAMMAD, Repeats.BY_SETTING)
                .with("X-Zammad-Customer-Email", CaseValue.REQUESTER)
                .with("X-Zammad-Ticket-Priority", "2 normal")
                .with("X-Zammad-Send-Auto-Response", "false");
    }

    /**
     * Request Tracker.
     *
     * @return the profile
     */
    public static DeskProfile rt() {
        return untrusted("rt", Repeats.DOUBLED);
    }

    /**
     * GLPI.
     *
     * @return the profile
     */
    public static DeskProfile glpi() {
        return untrusted("glpi", Repeats.DOUBLED);
    }

    /**
     * Znuny or OTRS with a mailbox that anybody may write to.
     *
     * @return the profile
     */
    public static DeskProfile znuny() {
        return untrusted("znuny", Repeats.BY_SETTING);
    }

    /**
     * Znuny or OTRS with a trusted mail account, whose mailbox nobody but the portal can reach.
     *
     * <p>Sets the customer, without which it would be the portal, and silence; {@code with("X-OTRS-Queue", ...)} and the
     * like set more. Znuny logs a value that it does not know and takes its default.
     *
     * @return the profile
     */
    public static DeskProfile znunyTrusted() {
        return trusted("znuny-trusted", ZNUNY, Repeats.BY_SETTING)
                .with("X-OTRS-CustomerUser", CaseValue.REQUESTER)
                .with("X-OTRS-Loop", "yes");
    }

    /**
     * FreeScout.
     *
     * @return the profile
     */
    public static DeskProfile freescout() {
        return untrusted("freescout", Repeats.DROPPED);
    }

    /**
     * Adds a header field that says the same in every mail, or replaces one.
     *
     * @param header begins with {@code X-}; none that silences or stops desks, {@code X-Case-} is the library's, and
     *     {@code X-Zammad-} and {@code X-OTRS-} are for their trusted profiles
     * @param value printable ASCII; {@code X-Priority} takes 1, 3 or 5
     * @return a profile with it
     * @throws IllegalArgumentException when one of them has another form
     */
    public DeskProfile with(String header, String value) {
        OutgoingMail.builder().header(checked(header), value);
        if (header.equalsIgnoreCase("X-Priority") && !PRIORITY.matcher(value).matches()) {
            throw new IllegalArgumentException("X-Priority is 1, 3 or 5");
        }
        return with(header, filed -> value);
    }

    /**
     * Adds a header field that says something of the case, or replaces one.
     *
     * @param header as in {@link #with(String, String)}
     * @param value what it says; {@link CaseValue#REQUESTER} only in a field that the trusted profile is for
     * @return a profile with it
     * @throws IllegalArgumentException when the header has another form or may not tell that
     */
    public DeskProfile with(String header, CaseValue value) {
        OutgoingMail.builder().header(checked(header), value.name());
        if (value == CaseValue.REQUESTER && !isOfTrustedPrefix(header)) {
            throw new IllegalArgumentException("only the fields of a trusted mailbox tell the requester's address");
        }
        return with(header, value::of);
    }

    /**
     * Limits the files of a case; {@link #DEFAULT_SIZE} unless set.
     *
     * @param bytes of all files of a case, before they are encoded; 0 to {@link OutgoingMail#MAX_ATTACHED}
     * @return a profile with this limit
     * @throws IllegalArgumentException when it is out of bounds
     */
    public DeskProfile upTo(long bytes) {
        if (bytes < 0 || bytes > OutgoingMail.MAX_ATTACHED) {
            throw new IllegalArgumentException("a mail takes 0 to " + OutgoingMail.MAX_ATTACHED + " bytes of files");
        }
        return new DeskProfile(name, trustedPrefix, repeats, bytes, mediaTypes, headers);
    }

    /**
     * Sets which files the desk takes; PNG, JPEG and PDF unless set.
     *
     * @param types media types such as {@code image/png}
     * @return a profile with these types
     * @throws IllegalArgumentException when one is no media type of a file
     */
    public DeskProfile accepting(Set<String> types) {
        types.forEach(type -> MailAttachment.of("a.a", type, new byte[0]));
        return new DeskProfile(name, trustedPrefix, repeats, maximumSize, types, headers);
    }

    /**
     * What the profile is called.
     *
     * @return such as {@code zammad-trusted}
     */
    public String name() {
        return name;
    }

    /**
     * Whether its header fields set what a stranger must not set.
     *
     * @return whether the desk's mailbox must not be reachable from outside
     */
    public boolean isTrusted() {
        return !trustedPrefix.isEmpty();
    }

    /**
     * What the desk makes of a mail that comes twice.
     *
     * @return how it tells repetitions
     */
    public Repeats repeats() {
        return repeats;
    }

    /**
     * How large the files of a case may be.
     *
     * @return bytes in all, before they are encoded
     */
    public long maximumSize() {
        return maximumSize;
    }

    /**
     * Which files the desk takes.
     *
     * @return an unmodifiable set of media types
     */
    public Set<String> mediaTypes() {
        return mediaTypes;
    }

    @Override
    public String toString() {
        return "DeskProfile[" + name + ']';
    }

    /** The names of its header fields. */
    Set<String> headerNames() {
        return headers.keySet();
    }

    void writeHeaders(OutgoingMail.Builder mail, SupportCase filed) {
        headers.forEach((header, value) -> mail.header(header, value.of(filed)));
    }

    /** Whether a trusted mailbox of this desk obeys the field. */
    boolean isOfTrustedPrefix(String header) {
        return isTrusted() && header.toLowerCase(Locale.ROOT).startsWith(trustedPrefix);
    }

    /** Whether some desk's trusted mailbox obeys the field. */
    static boolean isForTrusted(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.startsWith(ZAMMAD) || lower.startsWith(ZNUNY);
    }

    private String checked(String header) {
        if (!isOfTrustedPrefix(header)
                && TAKEN.matcher(header.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException(header + " is not for the profile " + name);
        }
        return header;
    }

    private DeskProfile with(String header, HeaderValue value) {
        Map<String, HeaderValue> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new DeskProfile(name, trustedPrefix, repeats, maximumSize, mediaTypes, more);
    }

    private static DeskProfile untrusted(String name, Repeats repeats) {
        return trusted(name, "", repeats);
    }

    private static DeskProfile trusted(String name, String prefix, Repeats repeats) {
        return new DeskProfile(
                name, prefix, repeats, DEFAULT_SIZE, Set.of("image/png", "image/jpeg", "application/pdf"), Map.of());
    }
}
