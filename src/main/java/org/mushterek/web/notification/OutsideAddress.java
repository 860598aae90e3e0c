package org.mushterek.web.notification;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Whether an address on the network is one of the world outside, and not of the machine or the networks it stands in. Pure. */
final class OutsideAddress {

    private OutsideAddress() {}

    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? isOutside6(bytes) : isOutside4(bytes, 0);
    }

    private static boolean isOutside4(byte[] bytes, int from) {
        var first = bytes[from] & 0xff;
        var second = bytes[from + 1] & 0xff;
        var third = bytes[from + 2] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && third == 0)
                || (first == 198 && (second == 18 || second == 19))
                || first >= 224);
    }

    /** Unique local ones are inside; those that carry an IPv4 address are what that is. */
    private static boolean isOutside6(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        if ((first & 0xfe) == 0xfc || (first == 0xfe && (second & 0xc0) == 0xc0)) {
            return false;
        }
        if (first == 0x20 && second == 0x02) {
            return isOutside4(bytes, 2);
        }
        if (first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) {
            return isOutside4(bytes, 12);
        }
        for (var n = 0; n < 10; n++) {
            if (bytes[n] != 0) {
                return true;
            }
        }
        return isOutside4(bytes, 12);
    }
}
