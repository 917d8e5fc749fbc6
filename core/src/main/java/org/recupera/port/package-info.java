/**
 * All that can be plugged in, for integrators who connect their own users, storage or mail. Read UserDirectory
 * first, then TokenStore; the conformance suites say whether an adapter keeps its promises.
 */
@NullMarked
package org.recupera.port;

import org.jspecify.annotations.NullMarked;
