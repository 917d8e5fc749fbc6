/** The portal's own database: its accounts, who is signed in, and the demo data. Read AccountTable first. */
@NullMarked
package org.recupera.examples.portal.accounts;

import org.jspecify.annotations.NullMarked;
