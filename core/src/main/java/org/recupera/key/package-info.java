/**
 * The key ring and what is derived from it, for integrators who supply and rotate keys. Read KeyRing first.
 */
@NullMarked
package org.recupera.key;

import org.jspecify.annotations.NullMarked;
