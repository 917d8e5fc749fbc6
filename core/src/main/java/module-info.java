/** Account recovery that a portal embeds: the rules, the ports, and adapters that keep everything in memory. */
// Micrometer's jar has a name and no descriptor.
@SuppressWarnings("requires-automatic")
module org.recupera {
    requires com.fasterxml.jackson.databind;
    requires com.samskivert.jmustache;
    requires java.desktop;
    requires java.net.http;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static micrometer.core;
    requires static transitive org.jspecify;

    exports org.recupera;
    exports org.recupera.attachment;
    exports org.recupera.clamav;
    exports org.recupera.key;
    exports org.recupera.limit;
    exports org.recupera.mailing;
    exports org.recupera.memory;
    exports org.recupera.metrics;
    exports org.recupera.password;
    exports org.recupera.port;
    exports org.recupera.profile;
    exports org.recupera.recovery;
    exports org.recupera.ticket;
    exports org.recupera.work;

    // The shipped profiles are files that an integrator may read and start from.
    opens org.recupera.profile;
}
