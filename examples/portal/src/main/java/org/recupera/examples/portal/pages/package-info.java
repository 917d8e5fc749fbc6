/** One class for each route, from the library's outcomes to pages. Read NewPasswordPage first. */
@NullMarked
package org.recupera.examples.portal.pages;

import org.jspecify.annotations.NullMarked;
