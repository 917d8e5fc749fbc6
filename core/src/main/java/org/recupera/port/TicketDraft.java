package org.recupera.port;

/**
 * How a support case would begin, for somebody whom recovery could not help.
 *
 * <p>Holds what the portal's form asks for and why recovery ended, and nothing that was typed or found: a portal may
 * put it into a page.
 *
 * @param system the system that the case is about, such as {@code SECOP II}
 * @param type the type of request, such as {@code Solicitud o duda}
 * @param subject the subject, such as {@code Recuperación de usuario}
 * @param reason the stable code of the message with which recovery ended
 */
public record TicketDraft(String system, String type, String subject, String reason) {}
