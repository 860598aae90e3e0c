package org.mushterek.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * From where somebody asks, as limits count it: the address that the connection has (or that a trusted proxy tells); what a
 * request says of itself is not believed.
 */
public final class ClientAddress {

    private static final int BYTES_OF_A_NETWORK = 8;

    private ClientAddress() {}

    /**
     * A host of IPv4, or a network of IPv6, because there one customer has a whole network of addresses.
     *
     * @param address in digits, as the container gives it
     */
    public static String of(String address) {
        try {
            // Of digits no name is looked up.
            return InetAddress.getByName(address) instanceof Inet6Address network
                    ? HexFormat.of().formatHex(Arrays.copyOf(network.getAddress(), BYTES_OF_A_NETWORK))
                    : address;
        } catch (UnknownHostException unreadable) {
            return address;
        }
    }
}
