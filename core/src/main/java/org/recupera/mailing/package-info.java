/**
 * Letters in the portal's words, and handing them over. For whoever changes this library; embedders need nothing of
 * it. Read Letter first.
 */
@NullMarked
package org.recupera.mailing;

import org.jspecify.annotations.NullMarked;
