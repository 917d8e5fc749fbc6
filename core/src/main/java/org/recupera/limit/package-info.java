/**
 * Budgets behind every limit. For whoever changes this library; embedders set them in their profile. Read Budgets
 * first.
 */
@NullMarked
package org.recupera.limit;

import org.jspecify.annotations.NullMarked;
