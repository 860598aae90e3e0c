package org.mushterek.web.task;

import java.time.Clock;
import java.time.Instant;
import org.mushterek.build.MutableClock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The day of a test is one of the shipped years, whenever it runs. */
@TestConfiguration(proxyBeanMethods = false)
class InApril2027 {

    @Bean
    @Primary
    Clock april() {
        return new MutableClock(Instant.parse("2027-04-05T06:00:00Z"));
    }
}
