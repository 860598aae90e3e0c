package org.mushterek.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.util.ServerInfo;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ClassUtils;

/** Parts that the Boot line no longer patches are overridden by hand; this is what really stands on the class path. */
class VersionsTest {

    /** Without a registered client the engine's own starter for security lets everybody in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.camunda.bpm.spring.boot.starter.security.oauth2.CamundaSpringSecurityOAuth2AutoConfiguration",
                "org.camunda.bpm.spring.boot.starter.security.oauth2.CamundaBpmSpringSecurityDisableAutoConfiguration",
                "org.springframework.security.oauth2.client.registration.ClientRegistration"
            })
    void bringsNoSecondSignIn(String type) {
        assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isFalse();
    }

    @Test
    void hasThePatchedParts() {
        assertThat(ServerInfo.getServerNumber()).startsWith("10.1.62");
        assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString())
                .isEqualTo("2.21.8");
        assertThat(com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString())
                .isEqualTo("2.21.8");
        assertThat(StringUtils.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("commons-lang3-3.22.0.jar");
    }
}
