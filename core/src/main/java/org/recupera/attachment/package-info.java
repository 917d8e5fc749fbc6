/**
 * The gate through which files come to a support case. For whoever changes this library, and for portals that hand
 * files over as {@code Upload}. Read AttachmentGate first.
 */
@NullMarked
package org.recupera.attachment;

import org.jspecify.annotations.NullMarked;
