/**
 * Hands support cases by mail to a help desk that a portal has already. Read MailDesk first.
 */
@NullMarked
package org.recupera.mail.desk;

import org.jspecify.annotations.NullMarked;
