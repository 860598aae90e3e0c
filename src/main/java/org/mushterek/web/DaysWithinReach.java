package org.mushterek.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A day that a client sends, in its address or its body, is one that a person may live to see or remember. With days that are
 * far beyond nobody can reckon: the next one overflows, and no database keeps them.
 */
@Configuration(proxyBeanMethods = false)
class DaysWithinReach implements WebMvcConfigurer {

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 9999;

    private static boolean isWithinReach(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new InAddress());
    }

    @Bean
    Jackson2ObjectMapperBuilderCustomizer readDaysWithinReach() {
        // After the modules that the builder finds by itself, which read days, too.
        return builder -> builder.postConfigurer(mapper -> mapper.registerModule(
                new SimpleModule("days within reach").addDeserializer(LocalDate.class, new InBody())));
    }

    private static final class InAddress implements Converter<String, LocalDate> {

        @Override
        public @Nullable LocalDate convert(String text) {
            if (text.isBlank()) {
                return null;
            }
            var day = LocalDate.parse(text.strip(), DateTimeFormatter.ISO_LOCAL_DATE);
            if (!isWithinReach(day)) {
                throw new IllegalArgumentException("A day of the year " + day.getYear());
            }
            return day;
        }
    }

    /** Beside the one that reads days: what is derived from it is replaced by it for each field. */
    private static final class InBody extends StdScalarDeserializer<LocalDate> {

        private static final long serialVersionUID = 1L;

        InBody() {
            super(LocalDate.class);
        }

        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var day = LocalDateDeserializer.INSTANCE.deserialize(parser, context);
            return day == null || isWithinReach(day)
                    ? day
                    : (LocalDate) context.handleWeirdStringValue(
                            LocalDate.class, day.toString(), "a day of the years %d to %d", FIRST_YEAR, LAST_YEAR);
        }
    }
}
