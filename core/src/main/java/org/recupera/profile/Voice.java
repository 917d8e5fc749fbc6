package org.recupera.profile;

/**
 * One language of a profile.
 *
 * @param speech its messages
 * @param mails its mails
 */
record Voice(Speech speech, MailTexts mails) {}
