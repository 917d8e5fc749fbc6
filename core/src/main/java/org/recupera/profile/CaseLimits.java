package org.recupera.profile;

import org.recupera.port.Allowance;

/**
 * How often cases may be opened and looked up.
 *
 * @param client cases from one client address
 * @param address cases that are confirmed to one e-mail address
 * @param status look-ups from one client address, right ones too: else a limit would stop no guess that comes to be
 *     right; and as many of one number, and by one mailbox, from all clients together. Whoever is past those finds nothing
 */
public record CaseLimits(Allowance client, Allowance address, Allowance status) {}
