/**
 * The contract of each port as a suite of tests, for integrators who write an adapter: extend the suite named after
 * the port. Read TokenStoreSuite first.
 */
@NullMarked
package org.recupera.conformance;

import org.jspecify.annotations.NullMarked;
