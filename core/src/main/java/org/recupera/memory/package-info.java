/**
 * Adapters that keep everything in memory, within bounds: for test suites and for portals of one node that may
 * forget on restart. Read InMemoryAccounts first.
 */
@NullMarked
package org.recupera.memory;

import org.jspecify.annotations.NullMarked;
