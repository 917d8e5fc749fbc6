package org.recupera.mail.desk;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recupera.mail.MessageWriter;
import org.recupera.port.CaseFile;
import org.recupera.port.EmailAddress;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.MailAttachment;
import org.recupera.port.MailSender;
import org.recupera.port.MailSender.Result;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;

/**
 * Hands cases by mail to a help desk that a portal has already.
 *
 * <pre>{@code
 * TicketDesk desk = MailDesk.to(new EmailAddress("soporte@mesa.example"), mail)
 *         .from(new EmailAddress("casos@portal.example"))
 *         .bounces(new EmailAddress("rebotes@portal.example"))
 *         .zone(ZoneId.of("America/Tegucigalpa"))
 *         .profile(DeskProfile.glpi())
 *         .build();
 * }</pre>
 *
 * <p>A case is one mail: its keys, what the requester wrote, and the files. It is from the portal's address under the
 * requester's name, and its {@code Reply-To} is the requester: <b>the desk answers the requester directly, and the
 * portal does not see it</b>. A name that could pass for something else is left out. What was typed stands in the text
 * alone, where no desk takes it for a command; no header field but those two holds it, and with a trusted profile the
 * one that names the customer.
 *
 * <p><b>Once.</b> The mail of a case is the same, {@code Message-ID} included, on every try, node and process. So the
 * desk ends with one case where it tells repetitions by that id, which {@link DeskProfile#repeats()} says; elsewhere an
 * answer that was lost on the way may leave two tickets with one case number. {@link Filing.Repeated} is never the
 * answer, and the desk's own number is not known.
 *
 * <p>Each mail is held against {@link DeskLinter} before it goes out. A case that cannot be mailed, because its files are
 * too large, of other types, or because it holds no address any more, is {@link Filing.Rejected}, and nothing is sent.
 *
 * <p>The sender should not sign with S/MIME, which desks file as an attachment; DKIM is invisible to them. Safe for use
 * by several threads at once; a case's files are in memory while it is handed over.
 */
public final class MailDesk implements TicketDesk {

    private final MailSender sender;
    private final CaseMail mails;
    private final DeskLinter linter;

    private MailDesk(MailSender sender, CaseMail mails) {
        this.sender = sender;
        this.mails = mails;
        this.linter = DeskLinter.of(mails.desk());
    }

    /**
     * Starts with where the mails go.
     *
     * @param intake the address from which the desk makes tickets
     * @param sender hands the mails over
     * @return a builder
     */
    public static Builder to(EmailAddress intake, MailSender sender) {
        return new Builder(intake, sender);
    }

    @Override
    public Filing file(SupportCase filed, FileContents contents) {
        Optional<EmailAddress> requester = filed.requester();
        if (requester.isEmpty()) {
            return new Filing.Rejected("the case holds no address for the answer");
        }
        Optional<String> refusal = refusal(filed.files());
        if (refusal.isPresent()) {
            return new Filing.Rejected(refusal.get());
        }
        List<MailAttachment> files = new ArrayList<>();
        try {
            for (CaseFile file : filed.files()) {
                byte[] content = read(file, contents);
                files.add(MailAttachment.of(CaseText.fileName(filed.number(), file), file.mediaType(), content));
            }
        } catch (IOException e) {
            return new Filing.Deferred("a file of the case cannot be read", e);
        }
        return handOver(filed, requester.get(), files);
    }

    @Override
    public long maxBytesInAll() {
        return mails.desk().maximumSize();
    }

    @Override
    public String toString() {
        return "MailDesk[" + mails.intake().domain() + ", " + mails.desk().name() + ']';
    }

    private Filing handOver(SupportCase filed, EmailAddress requester, List<MailAttachment> files) {
        OutgoingMail mail;
        Set<DeskRule> broken;
        try {
            mail = mails.of(filed, requester, files);
            broken = linter.check(mail.bounces(), MessageWriter.unsigned(mail));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Filing.Rejected("the case cannot be written as a mail: " + e.getMessage());
        }
        if (!broken.isEmpty()) {
            String codes = broken.stream().map(DeskRule::name).collect(Collectors.joining(", "));
            return new Filing.Rejected("the mail breaks rules of the help desk: " + codes);
        }
        Result result = sender.send(mail);
        if (result instanceof Result.Deferred deferred) {
            return new Filing.Deferred(deferred.reason(), deferred.cause());
        }
        if (result instanceof Result.Rejected rejected) {
            return new Filing.Rejected(rejected.reason());
        }
        return new Filing.Filed(null);
    }

    private Optional<String> refusal(List<CaseFile> files) {
        DeskProfile desk = mails.desk();
        long size = files.stream().mapToLong(CaseFile::size).sum();
        if (files.size() > OutgoingMail.MAX_ATTACHMENTS) {
            return Optional.of(
                    "the case has " + files.size() + " files, and a mail takes " + OutgoingMail.MAX_ATTACHMENTS);
        }
        if (size > desk.maximumSize()) {
            return Optional.of(
                    "the files of the case are " + size + " bytes, and the desk takes " + desk.maximumSize());
        }
        return files.stream()
                .map(CaseFile::mediaType)
                .filter(type -> !desk.mediaTypes().contains(type))
                .findFirst()
                .map(type -> "the desk takes no files of the type " + type);
    }

    /** All bytes of a file: a part of one is worse than none. */
    private static byte[] read(CaseFile file, FileContents contents) throws IOException {
        byte[] content;
        try (InputStream in = contents.open(file)) {
            content = in.readNBytes(Math.toIntExact(file.size()) + 1);
        }
        if (content.length != file.size()) {
            throw new IOException(file + " is not as long as the case says");
        }
        return content;
    }

    /** Builds a {@link MailDesk}. Not safe for use by several threads. */
    public static final class Builder {

        private final EmailAddress intake;
        private final MailSender sender;
        private @Nullable EmailAddress from;
        private @Nullable EmailAddress bounces;
        private @Nullable ZoneId zone;
        private DeskProfile profile = DeskProfile.generic();

        private Builder(EmailAddress intake, MailSender sender) {
            this.intake = intake;
            this.sender = sender;
        }

        /**
         * Sets from which address the mails are; required.
         *
         * @param from an address of the portal for this alone, such as {@code casos@portal.example}; the desk has to
         *     know it as nobody's: no agent's, no mailbox of its own, no "no reply"
         * @return this
         * @throws IllegalArgumentException when it is the desk's own, or one to which desks do not write
         */
        public Builder from(EmailAddress from) {
            if (from.value().equalsIgnoreCase(intake.value())) {
                throw new IllegalArgumentException("a desk drops mail that comes from itself");
            }
            if (EnvelopeRules.isNoReply(from.value())) {
                throw new IllegalArgumentException("desks write to no address such as " + from);
            }
            this.from = from;
            return this;
        }

        /**
         * Sets where bounces go; required, because somebody has to read them.
         *
         * @param bounces a mailbox in the domain of {@link #from}, or in one above or below it
         * @return this
         */
        public Builder bounces(EmailAddress bounces) {
            this.bounces = bounces;
            return this;
        }

        /**
         * Sets in which zone the time of filing is told; required.
         *
         * @param zone the portal's
         * @return this
         */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * Sets what kind of desk it is; {@link DeskProfile#generic()} unless set.
         *
         * @param profile the desk's
         * @return this
         */
        public Builder profile(DeskProfile profile) {
            this.profile = profile;
            return this;
        }

        /**
         * Builds the desk; nothing is sent.
         *
         * @return the desk
         * @throws IllegalStateException when a required value is missing, or bounces would go to another domain
         */
        public MailDesk build() {
            if (from == null || bounces == null || zone == null) {
                throw new IllegalStateException("a mail desk needs from, bounces and zone");
            }
            if (!EnvelopeRules.aligned(bounces.domain(), from.domain())) {
                throw new IllegalStateException(
                        "bounces go to " + bounces.domain() + ", and mails are from " + from.domain());
            }
            return new MailDesk(sender, new CaseMail(intake, from, bounces, profile, zone));
        }
    }
}
