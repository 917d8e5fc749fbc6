package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "[::ffff:192.0.2.1], 192.0.2.1",
        "::ffff:c000:201, 192.0.2.1",
        "2001:db8:1:2::1, 20010db800010002/64",
        "2001:DB8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
        "[2001:db8:1:2::1], 20010db800010002/64",
        "fe80::1%eth0, fe80000000000000/64"
    })
    void addresses_count_by_host_or_by_network(String text, String bucket) {
        assertThat(ClientAddress.of(text).bucket()).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 20010db80001/48",
        "fe80::1%eth0, fe8000000000/48",
        "192.0.2.1, ",
        "::ffff:192.0.2.1, ",
        "nobody, "
    })
    void ipv6_addresses_have_a_network_that_one_customer_may_have(String text, String network) {
        assertThat(ClientAddress.of(text).network()).isEqualTo(Optional.ofNullable(network));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "unknown",
                "example.org",
                "192.0.2.256",
                "192.0.2",
                "192.0.2.1:80",
                "::1::",
                ":",
                "1.2.3.4, 5.6.7.8",
                "::ffff:1.2.3.999"
            })
    void everything_unusable_shares_one_bucket(String text) {
        assertThat(ClientAddress.of(text)).isEqualTo(new ClientAddress("unknown"));
    }

    @Test
    void a_text_of_any_length_is_taken() {
        assertThat(ClientAddress.of(":".repeat(1_000_000))).isEqualTo(new ClientAddress("unknown"));
    }

    @Test
    void the_peer_of_a_connection_counts_like_its_text() throws UnknownHostException {
        InetAddress peer = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

        assertThat(ClientAddress.of(peer)).isEqualTo(ClientAddress.of("192.0.2.1"));
    }
}
