package org.recupera.profile;

import org.recupera.port.EmailAddress;

/**
 * Who a portal's mail is from.
 *
 * @param address the address of the {@code From} header
 * @param name the name beside it
 * @param bounces where undeliverable mail goes back to; {@code address} unless the profile says otherwise
 */
public record Sender(EmailAddress address, String name, EmailAddress bounces) {

    /**
     * What stands behind the at-sign of a {@code Message-ID}.
     *
     * @return the domain of {@link #address()}, in lower case
     */
    public String messageIdDomain() {
        return address.domain();
    }
}
