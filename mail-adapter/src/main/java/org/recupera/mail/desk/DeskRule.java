package org.recupera.mail.desk;

/**
 * What a mail to a help desk must keep to, and whom it hurts when it does not.
 *
 * <p>The constants' names are stable codes. What they rest on was read in the desks' sources and documentation in
 * November 2026; no desk was run.
 */
public enum DeskRule {
    /** The bytes are no message. */
    READABLE("all", "The message can be parsed."),
    /** Bounces come back to the portal. */
    ENVELOPE_SENDER("all", "The envelope's sender is in the domain of From, or in one above or below it."),
    /** No mark of an automatic mail. */
    AUTO_SUBMITTED("GLPI, RT", "Auto-Submitted is absent: GLPI refuses the mail, RT squelches the sender."),
    /** No mark that says the contrary. */
    AUTO_SUBMITTED_NO("FreeScout, RT", "Not even Auto-Submitted: no, whose mere presence counts for FreeScout."),
    /** No precedence. */
    PRECEDENCE("osTicket, Zammad, RT, Znuny, FreeScout", "Precedence is absent: any value silences Znuny."),
    /** No wish for silence. */
    AUTO_RESPONSE_SUPPRESS("Zammad, GLPI", "X-Auto-Response-Suppress is absent: older rules of GLPI refuse it."),
    /** No mark of a loop. */
    LOOP("all", "X-Loop is absent."),
    /** No mark of a list. */
    LIST("all", "No List- field is there."),
    /** No wish for a receipt. */
    RECEIPT("all", "No receipt is asked for."),
    /** No ticket number but ours. */
    SUBJECT_NUMBER_MARK("osTicket, RT, GLPI", "The subject holds no #, which may join another ticket."),
    /** No prefix of an answer or a forwarded mail. */
    SUBJECT_PREFIX("Zammad, FreeScout", "The subject does not begin with one to three letters and a colon."),
    /** The subject's form. */
    SUBJECT_FORM("all", "The subject is the case number in brackets, then words of the catalogue, on one line."),
    /** The subject's length. */
    SUBJECT_LENGTH("Zammad", "The subject has 110 characters at most: Zammad cuts there when it answers."),
    /** A plain name. */
    FROM_NAME_DECORATED("Zammad", "The name in From has no parentheses: Zammad would wipe all of it."),
    /** An honest name. */
    FROM_NAME_MISLEADING("all", "The name in From reads like no address and no web site, and turns no text around."),
    /** An address that desks answer. */
    FROM_NO_REPLY("Zammad, FreeScout", "From is none of the addresses to which desks do not write."),
    /** Not the desk itself. */
    FROM_INTAKE("osTicket", "From is not the desk's own address: osTicket drops such mail."),
    /** One author. */
    FROM_FORM("all", "From is there once, with one address, and no Sender beside it."),
    /** One place for answers. */
    REPLY_TO("all", "Reply-To is there once, with one address."),
    /** The intake box alone. */
    EXTRA_RECIPIENT("osTicket, Zammad, RT, GLPI, FreeScout", "To has one address, and there is no Cc and no Bcc."),
    /** An id that repetitions keep. */
    MESSAGE_ID("osTicket, FreeScout, Znuny", "Message-ID is <case.x.n@domain of From>, made of what does not change."),
    /** Not one of GLPI's. */
    MESSAGE_ID_GLPI("GLPI", "Message-ID does not look like GLPI's own."),
    /** The thread. */
    THREAD("osTicket, FreeScout, Znuny", "The first mail refers to none, and each later one to the first."),
    /** What programs read. */
    CASE_HEADERS("Zammad, RT, Znuny", "Each X-Case- field is there once and says an ASCII code."),
    /** One number. */
    CASE_NUMBER("all", "Subject, X-Case-Number and text tell the same case number."),
    /** Commands only for a mailbox that is closed to strangers. */
    TRUSTED_HEADER("Zammad, Znuny", "X-Zammad- and X-OTRS- fields go to their desk's trusted mailbox alone."),
    /** What the profile has. */
    PROFILE_HEADER("Zammad, Znuny, osTicket", "The profile's fields are there, and no field that is unknown."),
    /** One text. */
    BODY_PARTS("GLPI", "There is one body, and it is text: GLPI would take HTML over it."),
    /** Plain text. */
    BODY_TYPE("all", "The body is text/plain with charset=UTF-8 and nothing else, so not flowed."),
    /** Nothing to obey. */
    BODY_FIRST_LINE("RT, FreeScout", "The text begins with the portal's sentence, so that nobody's commands do."),
    /** What programs find. */
    BODY_KEYS("osTicket, RT, FreeScout", "Then come the keys, in ASCII and in their order, one line each."),
    /** What was typed. */
    BODY_DESCRIPTION("RT, FreeScout", "Every line of what was typed is indented by four spaces."),
    /** No ticket number but ours. */
    BODY_NUMBER_MARK("Zammad", "No # stands before a digit, where Zammad may look for ticket numbers."),
    /** An end to be found. */
    BODY_END("osTicket, RT, FreeScout", "The text ends with the line that names the case."),
    /** Nothing hidden. */
    BODY_CHARACTERS("all", "The text holds no control character and none that turns text around."),
    /** How files go. */
    FILE_ENCODING("all", "Files stand beside the text in one multipart/mixed, in base64."),
    /** That files are files. */
    FILE_DISPOSITION("osTicket, GLPI", "Every file is an attachment by its Content-Disposition, or would be lost."),
    /** Generated names. */
    FILE_NAME("all", "Every file is named by case number and place, in ASCII."),
    /** Types that the desk takes. */
    FILE_TYPE("osTicket, GLPI, FreeScout", "Every file is of a type that the profile lists."),
    /** A size that the desk takes. */
    SIZE("Zammad, GLPI", "The files are not larger in all than the profile allows.");

    private final String desks;
    private final String sentence;

    DeskRule(String desks, String sentence) {
        this.desks = desks;
        this.sentence = sentence;
    }

    /**
     * Which desks are hurt when it is broken.
     *
     * @return their names, or {@code all}
     */
    public String desks() {
        return desks;
    }

    /**
     * What the rule says.
     *
     * @return a sentence in English
     */
    public String sentence() {
        return sentence;
    }
}
