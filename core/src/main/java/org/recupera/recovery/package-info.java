/**
 * Password recovery, for developers who draw the pages: requests go in, outcomes come back as
 * values. Read PasswordRecovery first.
 */
@NullMarked
package org.recupera.recovery;

import org.jspecify.annotations.NullMarked;
