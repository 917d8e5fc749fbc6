/**
 * The shortest program that recovers a password, for developers on their first day. Read Quickstart first.
 */
@NullMarked
package org.recupera.examples.quickstart;

import org.jspecify.annotations.NullMarked;
