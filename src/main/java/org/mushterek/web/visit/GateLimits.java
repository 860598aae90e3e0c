package org.mushterek.web.visit;

import java.time.Clock;
import org.mushterek.web.Allowance;
import org.mushterek.web.Allowance.Limit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How often the public check answers: by the {@linkplain org.mushterek.web.ClientAddress address of the client}, and for a
 * permit.
 */
record GateLimits(
        Allowance checksByAddress,
        Allowance codesByAddress,
        Allowance personsByAddress,
        Allowance wrongCodesForPermit,
        Allowance strangePersonsForPermit) {

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
}
