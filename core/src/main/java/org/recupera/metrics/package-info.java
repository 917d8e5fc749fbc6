/**
 * Numbers for operators, through Micrometer. Needs {@code micrometer-core}, which the portal brings; nothing else of
 * the library refers to this package. Read RecuperaMetrics.
 */
@NullMarked
package org.recupera.metrics;

import org.jspecify.annotations.NullMarked;
