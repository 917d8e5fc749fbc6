/**
 * A small procurement portal that embeds the library. For developers who want to see all of it at work. Read Portal
 * first.
 */
@NullMarked
package org.recupera.examples.portal;

import org.jspecify.annotations.NullMarked;
