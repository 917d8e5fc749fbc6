/**
 * What two sets of timings have in common, and whether a listener could tell them apart.
 *
 * <p>The harness that takes the timings stands in {@code src/test-timing}.
 */
@NullMarked
package org.recupera.timing;

import org.jspecify.annotations.NullMarked;
