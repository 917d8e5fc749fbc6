/**
 * Two small procurement portals that embed the library. For developers who want to see all of it at work. Read Portal
 * first; Portals says what a third one takes.
 */
@NullMarked
package org.recupera.examples.portal;

import org.jspecify.annotations.NullMarked;
