/**
 * ClamAV as the scanner of attachments, through its daemon. For integrators who run one; read ClamdScanner.
 */
@NullMarked
package org.recupera.clamav;

import org.jspecify.annotations.NullMarked;
