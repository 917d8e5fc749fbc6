/**
 * What differs between portals, kept as data: wording, mail templates, rules and limits. For integrators who set up
 * a portal. Read Profile first.
 */
@NullMarked
package org.recupera.profile;

import org.jspecify.annotations.NullMarked;
