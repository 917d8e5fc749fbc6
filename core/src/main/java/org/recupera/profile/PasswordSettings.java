package org.recupera.profile;

/**
 * How long a password may be, in Unicode code points.
 *
 * @param minimumLength the shortest that is taken; 8 to 64
 * @param maximumLength the longest that is taken; 64 to 256
 */
public record PasswordSettings(int minimumLength, int maximumLength) {}
