package org.recupera.port;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody asks, as far as limits care.
 *
 * <p>IPv6 addresses count by their /64 and, more generously, by their /48; IPv4-mapped ones count as IPv4, and everything
 * unusable falls into one shared bucket (OWASP ASVS 5.0, 15.3.4). The library reads no headers: behind a proxy the portal passes the address that its own trusted
 * proxy reports. No name is ever resolved.
 *
 * @param bucket what is counted: an IPv4 address, the hexadecimal form of an IPv6 /64, or {@code unknown}; as {@link #of}
 *     makes it: the constructor checks nothing, and an address that is handed to it counts by itself
 */
public record ClientAddress(String bucket) {

    private static final ClientAddress UNKNOWN = new ClientAddress("unknown");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(?:%[0-9A-Za-z._-]{1,32})?");
    private static final String HALF = "/64";
    private static final int NETWORK_DIGITS = 12;
    private static final int MAX_LENGTH = 80;

    /**
     * Reads an address literal.
     *
     * @param text such as {@code 192.0.2.1}, {@code 2001:db8::1} or {@code [2001:db8::1]}; anything else, {@code null}
     *     included, is the shared bucket
     * @return the bucket in which the client counts
     */
    public static ClientAddress of(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return UNKNOWN;
        }
        String literal = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (IPV4.matcher(literal).matches()) {
            return new ClientAddress(literal);
        }
        if (!IPV6.matcher(literal).matches()) {
            return UNKNOWN;
        }
        return ipv6(literal.replaceFirst("%.*", ""));
    }

    /**
     * The client behind a connection.
     *
     * @param address the address of the peer
     * @return the bucket in which it counts
     */
    public static ClientAddress of(InetAddress address) {
        return of(address.getHostAddress());
    }

    /**
     * The IPv6 network that one customer of a provider may have to himself, with 65,536 buckets in it (RFC 6177).
     *
     * @return the hexadecimal form of the /48; nothing for other addresses than IPv6
     */
    public Optional<String> network() {
        return bucket.endsWith(HALF) ? Optional.of(bucket.substring(0, NETWORK_DIGITS) + "/48") : Optional.empty();
    }

    private static ClientAddress ipv6(String literal) {
        try {
            // A text with a colon is taken for a literal or refused; no resolver is asked.
            InetAddress address = InetAddress.getByName(literal);
            byte[] bytes = address.getAddress();
            return bytes.length == 4
                    ? new ClientAddress(address.getHostAddress())
                    : new ClientAddress(HexFormat.of().formatHex(Arrays.copyOf(bytes, 8)) + HALF);
        } catch (UnknownHostException malformed) {
            return UNKNOWN;
        }
    }
}
