package org.recupera.port;

/**
 * What a typed identifier is.
 *
 * <p>A field asks for one kind and only that kind is searched: an account named like somebody's e-mail address
 * blocks nobody, as CVE-2022-39229 allowed.
 */
public enum IdentifierKind {
    /** The number of an identity document: cédula, DNI, RTN. */
    NATIONAL_ID,
    /** A telephone number. */
    PHONE,
    /** The name with which the account signs in. */
    USERNAME,
    /** The e-mail address on file. */
    EMAIL
}
