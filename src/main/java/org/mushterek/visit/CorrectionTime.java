package org.mushterek.visit;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the time for corrections from the installation's settings. */
@Configuration(proxyBeanMethods = false)
class CorrectionTime {

    @Bean
    CorrectionWindow correctionWindow(@Value("${mushterek.correction-time}") Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("mushterek.correction-time is negative: " + length + "\n"
                    + "Give a duration such as PT1H, or PT0S to issue permits at once.");
        }
        return () -> length;
    }
}
