package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;

@ExtendWith(OutputCaptureExtension.class)
class PublicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,   '',                          false, true",
        "192.0.2.7, http://visits.example.org,   false, true",
        "0.0.0.0,   https://visits.example.org,  false, false",
        "0.0.0.0,   '',                          true,  false",
        "127.0.0.1, '',                          false, false",
        "::1,       '',                          false, false"
    })
    void warnsWherePasswordsGoOverTheNetworkInClear(
            String address, String publicAddress, boolean tls, boolean warns, CapturedOutput output) throws Exception {
        var server = new TomcatServletWebServerFactory();
        server.setAddress(InetAddress.getByName(address));
        if (tls) {
            server.setSsl(new Ssl());
        }

        new PublicAddress(publicAddress, "").customize(server);

        assertThat(output.getOut().contains("Passwords and names go over the network"))
                .isEqualTo(warns);
    }
}
