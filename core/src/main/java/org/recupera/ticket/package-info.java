/**
 * Support cases, for people whom recovery could not help: their numbers. For integrators who keep cases or show them.
 * Read CaseNumbers first.
 */
@NullMarked
package org.recupera.ticket;

import org.jspecify.annotations.NullMarked;
