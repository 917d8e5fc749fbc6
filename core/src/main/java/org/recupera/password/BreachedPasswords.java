package org.recupera.password;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Refuses passwords that were found in published leaks.
 *
 * <p>Asks a service that speaks the range protocol of Have I Been Pwned: five hexadecimal digits of the password's SHA-1
 * go out, some thousand endings of leaked ones come back, and the comparison is made here. Whoever sees the question
 * learns five digits that one in a million passwords has; the answer is asked to be padded, so that its length says
 * no more. No password and no whole digest ever leaves.
 *
 * <p>Asked at the end, about a password that is otherwise fine and not the present one: nothing of any other leaves the
 * portal. Nothing is contacted before the first question, and what the answer may cost is bounded: one try, the time limit
 * from question to last byte, one MiB, no redirect followed. The way out is the one of {@code java.net.http}: the JVM's
 * proxy settings and trust store hold. Safe for use by several threads.
 */
public final class BreachedPasswords implements PasswordRule {

    /** The public service, free of charge and without registration. */
    public static final URI PUBLIC_SERVICE = URI.create("https://api.pwnedpasswords.com/range/");

    /** What an answer that cannot be had or made sense of means. */
    public enum WhenUnknown {
        /** The password is taken, and the log says that nobody could tell: a service that is down stops nobody. */
        ACCEPT,
        /** The password is refused with {@link PasswordFlaw#UNCHECKED}: nobody gets by unchecked. */
        REFUSE
    }

    private static final int PREFIX = 5;

    private final RangeService service;
    private final WhenUnknown whenUnknown;

    private BreachedPasswords(RangeService service, WhenUnknown whenUnknown) {
        this.service = service;
        this.whenUnknown = whenUnknown;
    }

    /**
     * The rule, asking a service.
     *
     * @param service the address that the five digits are put behind, such as {@link #PUBLIC_SERVICE} or that of a copy
     *     in one's own network; {@code https}, or {@code http} on loopback
     * @param timeLimit how long one question may take in all, 100 ms to 30 s
     * @param whenUnknown what silence means
     * @return the rule
     * @throws IllegalArgumentException when the address or the time limit is not one
     */
    public static BreachedPasswords askedAt(URI service, Duration timeLimit, WhenUnknown whenUnknown) {
        return new BreachedPasswords(new RangeService(service, timeLimit), whenUnknown);
    }

    @Override
    public List<PasswordFlaw> judge(Candidate candidate) {
        String digest = sha1(candidate.password());
        return switch (service.ask(digest.substring(0, PREFIX), digest.substring(PREFIX))) {
            case LEAKED -> List.of(PasswordFlaw.of(PasswordFlaw.BREACHED));
            case NOT_LEAKED -> List.of();
            case UNKNOWN ->
                whenUnknown == WhenUnknown.REFUSE ? List.of(PasswordFlaw.of(PasswordFlaw.UNCHECKED)) : List.of();
        };
    }

    /** Always: it tells another system something of the password, and waits for it. */
    @Override
    public boolean isCostly() {
        return true;
    }

    /** The digest that the services have; it protects nothing here, it finds. */
    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }
}
