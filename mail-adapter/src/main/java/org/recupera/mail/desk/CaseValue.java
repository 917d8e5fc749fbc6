package org.recupera.mail.desk;

import org.recupera.port.CaseField.Role;
import org.recupera.port.EmailAddress;
import org.recupera.port.SupportCase;

/** What of a case a header field may say; nothing that was typed, but for the requester's address. */
public enum CaseValue {
    /** The case's number. */
    NUMBER {
        @Override
        String of(SupportCase filed) {
            return filed.number().value();
        }
    },
    /** The id of the type of request. */
    TYPE {
        @Override
        String of(SupportCase filed) {
            return CaseText.id(filed, Role.TYPE);
        }
    },
    /** The id of the system that the case is about. */
    SYSTEM {
        @Override
        String of(SupportCase filed) {
            return CaseText.id(filed, Role.SYSTEM);
        }
    },
    /** The id of the subject. */
    TOPIC {
        @Override
        String of(SupportCase filed) {
            return CaseText.id(filed, Role.SUBJECT);
        }
    },
    /** The language of the requester, such as {@code es-HN}. */
    LOCALE {
        @Override
        String of(SupportCase filed) {
            return filed.language().toLanguageTag();
        }
    },
    /** The requester's address: for the header fields of a trusted mailbox only. */
    REQUESTER {
        @Override
        String of(SupportCase filed) {
            return filed.requester().map(EmailAddress::value).orElse(CaseText.NOTHING);
        }
    };

    abstract String of(SupportCase filed);
}
