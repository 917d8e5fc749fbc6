package org.recupera.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Allowance;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;

/**
 * What may be asked by somebody who forgot a username or an address, and how it is told.
 *
 * @param recovers what each kind of identifier recovers, the username or the e-mail address, in the order in which the
 *     form shows them; a kind that is left out is not asked for
 * @param disclosure how it is told
 * @param alsoByMail whether the screen modes mail the full answer too, to the addresses on file
 * @param screenLimit how often one client may look in the screen modes, beside the portal's other limits; always there
 *     with {@link Disclosure#SCREEN}
 * @param documents the documents whose numbers are taken as national ids; when there are none, any number is
 * @param passwordPath the portal's page that asks for a password link, beginning with a slash; the mail leads there
 * @param caseTopic how a support case begins when this does not help
 */
public record UsernameSettings(
        Map<IdentifierKind, IdentifierKind> recovers,
        Disclosure disclosure,
        boolean alsoByMail,
        @Nullable Allowance screenLimit,
        List<DocumentForm> documents,
        String passwordPath,
        CaseTopic caseTopic) {

    /** Copies the map and the list; the map keeps its order. */
    public UsernameSettings {
        recovers = Collections.unmodifiableMap(new LinkedHashMap<>(recovers));
        documents = List.copyOf(documents);
    }

    /**
     * Whether an identifier has a form that the portal knows.
     *
     * @param identifier what was typed
     * @return {@code false} for a national id that is none of the portal's documents
     */
    public boolean takes(Identifier identifier) {
        return identifier.kind() != IdentifierKind.NATIONAL_ID
                || documents.isEmpty()
                || documents.stream().anyMatch(document -> document.fits(identifier));
    }

    UsernameSettings at(String passwordPage) {
        return new UsernameSettings(recovers, disclosure, alsoByMail, screenLimit, documents, passwordPage, caseTopic);
    }
}
