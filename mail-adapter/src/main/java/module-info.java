/** Hands the mails of account recovery to an SMTP server. */
module org.recupera.mail {
    requires transitive org.recupera;
    requires jakarta.mail;
    requires static org.jspecify;

// The compiler refuses to export a package without a type: uncomment with the first one.
// exports org.recupera.mail;
}
