package org.mushterek.web.visit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import org.mushterek.web.Allowance;
import org.mushterek.web.Allowance.Limit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How often the public check answers: by the address of the client, and for a permit. A client's address is the one that
 * the connection has; what a request says of itself is not believed.
 */
record GateLimits(
        Allowance checksByAddress,
        Allowance codesByAddress,
        Allowance personsByAddress,
        Allowance wrongCodesForPermit,
        Allowance strangePersonsForPermit) {

    private static final int BYTES_OF_A_NETWORK = 8;

    /** @param mostRemembered how many keys each allowance remembers */
    @ConfigurationProperties("mushterek.gate")
    record Settings(
            Limit checksByAddress,
            Limit codesByAddress,
            Limit personsByAddress,
            Limit wrongCodesForPermit,
            Limit strangePersonsForPermit,
            int mostRemembered) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Setup {

        @Bean
        GateLimits gateLimits(Settings settings, Clock clock) {
            var most = settings.mostRemembered();
            return new GateLimits(
                    new Allowance(settings.checksByAddress(), most, clock),
                    new Allowance(settings.codesByAddress(), most, clock),
                    new Allowance(settings.personsByAddress(), most, clock),
                    new Allowance(settings.wrongCodesForPermit(), most, clock),
                    new Allowance(settings.strangePersonsForPermit(), most, clock));
        }
    }

    /** Who asks: a host of IPv4, or a network of IPv6, because there one customer has a whole network of addresses. */
    static String clientOf(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        try {
            // The container gives digits, so no name is looked up.
            return InetAddress.getByName(address) instanceof Inet6Address network
                    ? HexFormat.of().formatHex(Arrays.copyOf(network.getAddress(), BYTES_OF_A_NETWORK))
                    : address;
        } catch (UnknownHostException unreadable) {
            return address;
        }
    }
}
