/**
 * The worker that carries out what was accepted: look-ups, links, mails and their retries. For whoever changes
 * this library; a portal only starts it. Read Worker first.
 */
@NullMarked
package org.recupera.work;

import org.jspecify.annotations.NullMarked;
