package org.recupera.examples.portal.web;

import java.nio.ByteBuffer;

/** A form of which the bytes come in one after the other. Used by one thread at a time. */
interface ArrivingForm {

    /** What a form is made of its first bytes, whatever comes after them. */
    Form form();

    /**
     * Takes more bytes; takes none of them once it {@link #isTooLarge()}.
     *
     * @param bytes what came
     * @param last whether nothing comes after them
     */
    void take(ByteBuffer bytes, boolean last);

    /** Whether more came than is kept. */
    boolean isTooLarge();

    /** Whether what came cannot be read. */
    default boolean isMalformed() {
        return false;
    }
}
