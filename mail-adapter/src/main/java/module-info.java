/** Hands the mails of account recovery to an SMTP server. */
module org.recupera.mail {
    requires transitive org.recupera;
    requires jakarta.mail;
    requires java.logging;
    requires org.eclipse.angus.mail;
    requires static org.jspecify;

    exports org.recupera.mail;
}
