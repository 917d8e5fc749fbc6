package org.recupera.examples.portal.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.ClientAddress;

/**
 * The proxies whose word counts on where a request comes from.
 *
 * <p>Each proxy appends to {@code X-Forwarded-For} the address that it was asked from. So the header is read from its right
 * end, and only as far as proxies of the portal's own wrote it: what stands further left was written by the client, who may
 * write anything. A peer that is no such proxy is the client himself, whatever headers he sends. {@code Forwarded} (RFC 7239)
 * is not read: a proxy that writes the one header passes the other on as the client wrote it.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class TrustedProxies {

    private static final Pattern NETWORK = Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");
    private static final Pattern IPV4_AND_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");
    private static final Pattern IPV6_AND_PORT = Pattern.compile("(\\[[^]]*])(?::[0-9]{1,5})?");

    private static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * For a portal that is asked by its clients themselves.
     *
     * @return no proxies
     */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Reads the networks in which the proxies are.
     *
     * @param list addresses and networks, such as {@code 192.0.2.7, 10.0.0.0/8, fd00::/8}
     * @return the proxies
     * @throws IllegalArgumentException when one is neither; it is named
     */
    public static TrustedProxies parse(String list) {
        return new TrustedProxies(Stream.of(list.split(",", -1))
                .map(String::strip)
                .map(Network::parse)
                .toList());
    }

    /**
     * Tells who asked.
     *
     * @param peer the address at the other end of the connection
     * @param forwardedFor all headers {@code X-Forwarded-For} of the request, in their order
     * @return the client as limits count it; the proxy's own bucket where it sends no such header, and the shared bucket
     *     where it names no address
     */
    public ClientAddress client(String peer, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(TrustedProxies::withoutPort)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(hops);
        String client = peer;
        for (String hop : hops) {
            if (!trusts(client)) {
                break;
            }
            client = hop;
        }
        return ClientAddress.of(client);
    }

    /**
     * Whether an address is that of a proxy.
     *
     * @param address an address literal
     * @return whether it lies in one of the networks
     */
    public boolean trusts(String address) {
        byte[] bytes = bytesOf(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** Some proxies append the port, too. */
    private static String withoutPort(String hop) {
        String stripped = hop.strip();
        Matcher matcher = stripped.startsWith("[") ? IPV6_AND_PORT.matcher(stripped) : IPV4_AND_PORT.matcher(stripped);
        return matcher.matches() ? matcher.group(1) : stripped;
    }

    /** The bytes of a literal, IPv4-mapped ones as IPv4; no name is resolved. */
    private static byte @Nullable [] bytesOf(String literal) {
        String bare = literal.replaceAll("^\\[|]$|%.*", "");
        if (!NETWORK.matcher(bare).matches()
                || bare.contains("/")
                || ClientAddress.of(bare).equals(ClientAddress.of((String) null))) {
            return null;
        }
        try {
            return InetAddress.getByName(bare).getAddress();
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** The addresses that begin with the same bits. */
    private static final class Network {

        private final byte[] base;
        private final int bits;

        private Network(byte[] base, int bits) {
            this.base = base;
            this.bits = bits;
        }

        static Network parse(String text) {
            Matcher matcher = NETWORK.matcher(text);
            byte[] base = matcher.matches() ? bytesOf(matcher.group(1)) : null;
            if (base == null) {
                throw new IllegalArgumentException("'" + text + "' is neither an address nor a network");
            }
            int all = base.length * Byte.SIZE;
            int bits = matcher.group(2) == null ? all : Integer.parseInt(matcher.group(2));
            if (bits > all) {
                throw new IllegalArgumentException("'" + text + "' has more bits than an address");
            }
            return new Network(base, bits);
        }

        boolean contains(byte[] address) {
            if (address.length != base.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 1 << (Byte.SIZE - 1 - i % Byte.SIZE);
                if (((base[i / Byte.SIZE] ^ address[i / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
