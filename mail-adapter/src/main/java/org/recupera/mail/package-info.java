/**
 * Hands mail to an SMTP server, for portals that have one. Read SmtpMailSender first.
 */
@NullMarked
package org.recupera.mail;

import org.jspecify.annotations.NullMarked;
