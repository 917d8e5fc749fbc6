package org.recupera.examples.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.ClientAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.parse("192.0.2.7, 10.0.0.0/8,fd00::/8");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, '198.51.100.1'",
        "192.0.2.7, '203.0.113.9, 198.51.100.1'",
        "192.0.2.7, '10.1.2.3, 198.51.100.1, 10.255.0.1,fd12::1'",
        "10.9.9.9, '198.51.100.1:4711'",
        "::ffff:10.9.9.9, '::ffff:198.51.100.1'",
        "fd00::7, '192.0.2.7 , 198.51.100.1'",
        "198.51.100.1, '203.0.113.9'",
        "198.51.100.1, '10.0.0.1'"
    })
    void the_client_is_the_last_address_that_no_proxy_of_ours_has(String peer, String forwardedFor) {
        assertThat(proxies.client(peer, List.of(forwardedFor))).isEqualTo(ClientAddress.of("198.51.100.1"));
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(proxies.client("10.0.0.1", List.of("203.0.113.9, 198.51.100.1", "10.0.0.2")))
                .isEqualTo(ClientAddress.of("198.51.100.1"));
    }

    @ParameterizedTest
    @CsvSource({"[2001:db8::1]:443", "[2001:db8::1]", "2001:db8::1", "2001:db8:0:0:ffff::1"})
    void ipv6_clients_count_by_their_network(String forwardedFor) {
        assertThat(proxies.client("fd00::7", List.of(forwardedFor))).isEqualTo(ClientAddress.of("2001:db8::"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unknown", "", "_hidden", "198.51.100.1,", "198.51.100.1, portal.example", "for=198.51.100.1"})
    void who_is_not_named_by_an_address_shares_a_bucket_with_all_such(String forwardedFor) {
        assertThat(proxies.client("10.0.0.1", List.of(forwardedFor))).isEqualTo(ClientAddress.of("unknown"));
    }

    @Test
    void what_a_proxy_asks_for_itself_is_its_own() {
        assertThat(proxies.client("10.0.0.1", List.of())).isEqualTo(ClientAddress.of("10.0.0.1"));
        assertThat(proxies.client("10.0.0.1", List.of("10.0.0.3, 10.0.0.2"))).isEqualTo(ClientAddress.of("10.0.0.3"));
    }

    @Test
    void without_proxies_headers_say_nothing() {
        assertThat(TrustedProxies.none().client("10.0.0.1", List.of("198.51.100.1")))
                .isEqualTo(ClientAddress.of("10.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.127",
        "192.0.2.1/32, 192.0.2.1, 192.0.2.0",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
        "0.0.0.0/0, 203.0.113.9, 2001:db8::1",
        "::1, ::1, ::2"
    })
    void a_network_holds_what_begins_with_its_bits(String network, String inside, String outside) {
        TrustedProxies one = TrustedProxies.parse(network);
        assertThat(one.trusts(inside)).isTrue();
        assertThat(one.trusts(outside)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "portal.example", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0", "10.0.0.1,", "::1::/8"
            })
    void what_is_no_network_is_refused(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse(list));
    }
}
