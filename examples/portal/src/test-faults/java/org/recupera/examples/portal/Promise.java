package org.recupera.examples.portal;

/**
 * What the portal promised somebody, once all of it was seen to be kept.
 *
 * @param flow what for
 * @param portal the portal's id
 * @param person whose, by username
 * @param address where the mails go
 * @param asked how often the form was sent, those times included at which no answer came
 * @param shown the number of the case, or empty
 */
record Promise(Flow flow, String portal, String person, String address, int asked, String shown) {}
