/** Hands the mails of account recovery to an SMTP server. */
module org.recupera.mail {
    requires transitive org.recupera;
    requires jakarta.mail;
    requires java.logging;
    requires org.bouncycastle.provider;
    requires org.eclipse.angus.mail;
    // For S/MIME alone; who signs so resolves it.
    requires static org.bouncycastle.pkix;
    requires static org.jspecify;

    exports org.recupera.mail;
    exports org.recupera.mail.desk;
}
