/**
 * The entry for developers who embed account recovery in a portal. Read Recupera first: its builder takes the
 * ports and the profile, and hands out everything else.
 */
@NullMarked
package org.recupera;

import org.jspecify.annotations.NullMarked;
