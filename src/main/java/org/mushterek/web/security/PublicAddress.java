package org.mushterek.web.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * How people reach this installation: under an address with {@code https} the session's cookies and those against
 * forged requests go over nothing else; and who stands before it as a proxy is believed when it tells for whom it asks.
 */
@Component
class PublicAddress implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger(PublicAddress.class);

    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private final boolean secure;
    private final List<String> trustedProxies;

    /**
     * @param address as in {@code mushterek.public-address}, empty where nobody is told one
     * @param trustedProxies IP addresses, parted by commas, whose {@code X-Forwarded-*} headers count; empty: nobody's
     */
    PublicAddress(
            @Value("${mushterek.public-address:}") String address,
            @Value("${mushterek.trusted-proxies:}") String trustedProxies) {
        this.secure = address.strip().toLowerCase(Locale.ROOT).startsWith("https://");
        this.trustedProxies = Arrays.stream(trustedProxies.split(","))
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .toList();
        for (var proxy : this.trustedProxies) {
            if (!IP_ADDRESS.matcher(proxy).matches()) {
                throw new IllegalStateException(
                        "mushterek.trusted-proxies holds \"" + proxy + "\", which is no IP address\n"
                                + "Give the addresses of the proxies, parted by commas, such as 10.0.0.5,10.0.0.6.");
            }
        }
    }

    /** Whether people reach it by TLS only. */
    boolean isSecure() {
        return secure;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.getSession().getCookie().setSecure(secure);
        var address = server.getAddress();
        var isHeardOutside = address == null || !address.isLoopbackAddress();
        if (isHeardOutside && !secure && !Ssl.isEnabled(server.getSsl())) {
            LOG.warn(
                    "Passwords and names go over the network as anybody on the way can read them: the program listens beyond"
                            + " this machine, and nothing says that TLS protects it.\n"
                            + "Put a proxy that ends TLS before it, and set mushterek.public-address to its https address.");
        }
        if (!trustedProxies.isEmpty()) {
            var proxies = new RemoteIpValve();
            proxies.setInternalProxies(
                    trustedProxies.stream().map(Pattern::quote).collect(Collectors.joining("|")));
            proxies.setRemoteIpHeader("X-Forwarded-For");
            proxies.setProtocolHeader("X-Forwarded-Proto");
            proxies.setHostHeader("X-Forwarded-Host");
            proxies.setPortHeader("X-Forwarded-Port");
            server.addEngineValves(proxies);
        }
    }
}
