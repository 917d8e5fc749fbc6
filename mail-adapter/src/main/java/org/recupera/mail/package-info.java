/**
 * Hands mail to an SMTP server, signed where the portal has keys for it. Read SmtpMailSender first.
 */
@NullMarked
package org.recupera.mail;

import org.jspecify.annotations.NullMarked;
