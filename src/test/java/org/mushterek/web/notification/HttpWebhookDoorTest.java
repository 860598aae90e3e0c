package org.mushterek.web.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWebhookDoorTest {

    private final HttpWebhookDoor door =
            new HttpWebhookDoor("events.inside.invalid, 10.0.0.5", false, Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/hook, notification.insideUrl",
        "https://localhost/hook, notification.insideUrl",
        "https://127.1/hook, notification.badUrl",
        "https://[::1]/hook, notification.insideUrl",
        "https://[::ffff:10.0.0.1]/hook, notification.insideUrl",
        "https://10.0.0.6/hook, notification.insideUrl",
        "https://172.16.0.1/hook, notification.insideUrl",
        "https://192.168.1.1:8443/hook, notification.insideUrl",
        "https://169.254.169.254/latest/meta-data, notification.insideUrl",
        "https://100.64.0.1/hook, notification.insideUrl",
        "https://0.0.0.0/hook, notification.insideUrl",
        "https://[fd00::1]/hook, notification.insideUrl",
        "https://[fe80::1]/hook, notification.insideUrl",
        "https://[64:ff9b::a00:1]/hook, notification.insideUrl",
        "http://8.8.8.8/hook, notification.plainUrl",
        "http://127.0.0.1/hook, notification.plainUrl",
        "http://10.0.0.5/hook, notification.plainUrl",
        "https://nobody.invalid/hook, notification.unknownHost",
        "ftp://8.8.8.8/hook, notification.badUrl",
        "https://8.8.8.8:65536/hook, notification.badUrl",
        "https://8.8.8.8:99999/hook, notification.badUrl",
        "https://8.8.8.8:0/hook, notification.badUrl",
        "https://user:secret@8.8.8.8/hook, notification.badUrl",
        "https://8.8.8.8/hook#part, notification.badUrl",
        "/hook, notification.badUrl",
        "https:///hook, notification.badUrl",
        "file:/etc/passwd, notification.badUrl",
        "'https://8.8.8.8/a b', notification.badUrl",
    })
    void leadsNowhereInside(String url, String refusal) {
        assertThat(door.refusal(url).orElseThrow().key()).isEqualTo(refusal);
        assertThat(door.post(url, Map.of(), new byte[0])).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://8.8.8.8/hook", "https://[2001:4860:4860::8888]/hook", "https://10.0.0.5:8443/hook?a=b"})
    void leadsOutsideAndToHostsThatTheInstallationNames(String url) {
        assertThat(door.refusal(url)).isEmpty();
    }

    @Test
    void leadsToTheSameMachineWhereItIsTriedOut() {
        var trial = new HttpWebhookDoor("", true, Duration.ofSeconds(1));

        assertThat(trial.refusal("http://127.0.0.1:9/hook")).isEmpty();
        assertThat(trial.refusal("http://10.0.0.5/hook").orElseThrow().key()).isEqualTo("notification.plainUrl");
        assertThat(trial.refusal("https://10.0.0.5/hook").orElseThrow().key()).isEqualTo("notification.insideUrl");
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, true",
        "10.0.0.0, false",
        "10.255.255.255, false",
        "11.0.0.0, true",
        "100.63.255.255, true",
        "100.64.0.0, false",
        "100.127.255.255, false",
        "100.128.0.0, true",
        "172.15.255.255, true",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "192.167.255.255, true",
        "192.168.0.0, false",
        "192.169.0.0, true",
        "192.0.0.1, false",
        "192.0.1.1, true",
        "198.17.255.255, true",
        "198.18.0.0, false",
        "198.19.255.255, false",
        "198.20.0.0, true",
        "223.255.255.255, true",
        "224.0.0.0, false",
        "255.255.255.255, false",
        "0.1.2.3, false",
        "fbff::1, true",
        "fc00::1, false",
        "fdff::1, false",
        "fe80::1, false",
        "fec0::1, false",
        "ff02::1, false",
        "2002:a00:1::1, false",
        "2002:808:808::1, true",
        "::7f00:1, false",
        "64:ff9b::808:808, true",
    })
    void tellsInsideFromOutsideOnBothSidesOfEachLimit(String address, boolean outside) throws Exception {
        assertThat(OutsideAddress.is(InetAddress.getByName(address))).isEqualTo(outside);
    }
}
