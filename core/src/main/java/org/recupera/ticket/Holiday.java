package org.recupera.ticket;

import java.time.LocalDate;

/**
 * A day on which a country rests.
 *
 * @param date the day on which it rests, not the one that is remembered when the rest was moved
 * @param name what its people call it, in their language
 * @param source the law that says so, and how the day follows from it
 */
record Holiday(LocalDate date, String name, String source) {}
