/**
 * Support cases, for people whom recovery could not help: their numbers, and by when the desk answers. For
 * integrators who keep cases or show them. Read CaseNumbers first, then ServiceHours.
 */
@NullMarked
package org.recupera.ticket;

import org.jspecify.annotations.NullMarked;
