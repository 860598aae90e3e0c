package org.mushterek;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.mushterek.audit.AuditCheckCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The staff work of joint exercises between two armies: requests, approvals, permits. Nothing reads measurements of each
 * request and each filter: none are taken.
 */
@SpringBootApplication(exclude = {MetricsAutoConfiguration.class, ObservationAutoConfiguration.class})
public class Mushterek {

    public static void main(String[] arguments) {
        // The engine maps table and enum names to lower case with the JVM's locale; under Turkish or
        // Azerbaijani rules "I" becomes a dotless i and the second start fails. Nothing may run before this line.
        Locale.setDefault(Locale.ROOT);
        // The engine writes times without a zone, in the JVM's: read in another zone, every due date and timer moves.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (arguments.length > 0 && arguments[0].equals(AuditCheckCommand.NAME)) {
            System.exit(AuditCheckCommand.run(List.of(arguments).subList(1, arguments.length), System.out));
        }
        SpringApplication.run(Mushterek.class, arguments);
    }

    /** The one source of the present time; tests replace it. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
