package org.recupera.profile;

import org.recupera.port.Allowance;

/**
 * How often recovery may be asked for.
 *
 * <p>Only {@code client} and {@code total} are answered with "too many"; past the others everybody is answered as
 * always and nothing is mailed, so that no limit tells whether an account exists (OWASP ASVS 5.0, 6.3.8). Where usernames
 * are shown on the screen, {@code identifier} is told there too: it counts what was typed, account or not.
 *
 * <p>{@code total} stands between a flood and the database, and must not be what a few clients can spend for all others:
 * set it to what a thousand clients may ask for that never pause ({@code client} allows each of them {@code
 * attempts / window}; a /48 of IPv6 addresses counts as ten clients at most). With the shipped profiles, 60 in ten minutes
 * and 6,000 a minute, keeping everybody else out takes 1,000 IPv4 addresses or 100 such networks, for as long as it lasts.
 *
 * @param client requests from one client address
 * @param identifier requests for one typed identifier
 * @param destination mails to one address, over all flows together
 * @param total requests to the portal
 */
public record Limits(Allowance client, Allowance identifier, Allowance destination, Allowance total) {}
