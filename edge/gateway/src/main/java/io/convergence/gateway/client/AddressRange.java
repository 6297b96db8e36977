package io.convergence.gateway.client;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Range of IP addresses with a common prefix (CIDR). Immutable.
 *
 * @param network an address of the range, 4 or 16 bytes
 * @param prefix length of the prefix in bits
 */
public record AddressRange(InetAddress network, int prefix) {

    /** The range of a text such as {@code 10.0.0.0/8}, {@code ::1/128} or a single address; null when it is none. */
    public static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return null;
        }
        int bits = network.getAddress().length * Byte.SIZE;
        String length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
            return null;
        }
        return new AddressRange(network, Integer.parseInt(length));
    }

    /** Whether an address is in the range; an address of the other version never is. */
    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        int whole = prefix / Byte.SIZE;
        if (own.length != other.length || !Arrays.equals(own, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || ((own[whole] ^ other[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }
}
