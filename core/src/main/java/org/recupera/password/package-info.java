/**
 * Password rules and hashing, for developers whose portal has none of its own. Read PasswordRules first.
 */
@NullMarked
package org.recupera.password;

import org.jspecify.annotations.NullMarked;
