/**
 * Support cases, for people whom recovery could not help: the form, filing, status, and the desk that answers. For
 * developers who embed them. Read SupportCases first, then CaseDesk.
 */
@NullMarked
package org.recupera.ticket;

import org.jspecify.annotations.NullMarked;
