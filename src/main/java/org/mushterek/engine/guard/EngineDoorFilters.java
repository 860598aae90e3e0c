package org.mushterek.engine.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.filter.CsrfPreventionFilter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Hands the account of the one sign-in to the engine's interface and to Tasklist. This class touches HTTP because the
 * engine's own filters do.
 */
@Configuration(proxyBeanMethods = false)
public class EngineDoorFilters {

    /** After the filter chain of the sign-in; what answers in the engine's place comes later. */
    private static final int FIRST = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    /** What stands behind these filters has a larger order than this. */
    public static final int LAST = FIRST + 1;

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> tasklistAuthentication(CamundaBpmProperties properties) {
        var path = properties.getWebapp().getApplicationPath();
        var registration = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setName("tasklistAuthentication");
        registration.setInitParameters(Map.of(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM, SignedInAccount.class.getName()));
        registration.addUrlPatterns(path + "/app/*", path + "/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(FIRST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> engineRestAuthentication() {
        var registration = new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
        registration.setName("engineRestAuthentication");
        registration.setInitParameters(Map.of(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM, SignedInAccount.class.getName()));
        registration.addUrlPatterns("/engine-rest/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(FIRST);
        return registration;
    }

    /**
     * Tasklist's own check against forged requests, under the name by which it would otherwise register itself: so it
     * comes before the filter that answers claims and completions, which would else go unchecked.
     */
    @Bean
    FilterRegistrationBean<CsrfPreventionFilter> tasklistForgeryCheck(
            CamundaBpmProperties properties, @Value("${mushterek.public-address:}") String publicAddress) {
        var path = properties.getWebapp().getApplicationPath();
        var registration = new FilterRegistrationBean<>(new CsrfPreventionFilter());
        registration.setName("CsrfPreventionFilter");
        var parameters = new HashMap<>(properties.getWebapp().getCsrf().getInitParams());
        if (publicAddress.strip().toLowerCase(Locale.ROOT).startsWith("https://")) {
            parameters.put("enableSecureCookie", "true");
        }
        registration.setInitParameters(parameters);
        registration.addUrlPatterns(path + "/app/*", path + "/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(LAST);
        return registration;
    }

    /** Made by the engine's filters by name; tells them who has signed in to the program. */
    public static final class SignedInAccount implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication == null
                    || authentication instanceof AnonymousAuthenticationToken
                    || !authentication.isAuthenticated()) {
                return AuthenticationResult.unsuccessful();
            }
            return AuthenticationResult.successful(authentication.getName());
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // The sign-in has its own.
        }
    }
}
