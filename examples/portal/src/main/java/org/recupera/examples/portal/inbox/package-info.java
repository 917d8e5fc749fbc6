/** A mail server in the process, and the mails it was given, for trying things out without a real one. */
@NullMarked
package org.recupera.examples.portal.inbox;

import org.jspecify.annotations.NullMarked;
