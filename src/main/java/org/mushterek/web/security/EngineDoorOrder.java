package org.mushterek.web.security;

import jakarta.servlet.DispatcherType;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Texts;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.TaskDesk;
import org.mushterek.engine.guard.EngineDoorFilters;
import org.mushterek.web.CaseDoor;
import org.mushterek.web.problem.Problems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the door to the engine stands among the filters: after the sign-in and the check against forged requests. */
@Configuration(proxyBeanMethods = false)
class EngineDoorOrder {

    @Bean
    FilterRegistrationBean<EngineDoor> engineDoor(
            CurrentAccount currentAccount,
            TaskDesk taskDesk,
            EngineWork engineWork,
            ObjectProvider<CaseDoor> caseDoor,
            Problems problems,
            AuditTrail auditTrail,
            Texts texts,
            @Value("${mushterek.engine-rest.largest-list}") int largestList) {
        var registration = new FilterRegistrationBean<>(new EngineDoor(
                currentAccount, taskDesk, engineWork, caseDoor, problems, auditTrail, texts, largestList));
        registration.addUrlPatterns("/engine-rest/*", "/camunda/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(EngineDoorFilters.LAST + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<TasklistPageNonce> tasklistPageNonce() {
        var registration = new FilterRegistrationBean<>(new TasklistPageNonce());
        registration.addUrlPatterns("/camunda/app/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(EngineDoorFilters.LAST + 2);
        return registration;
    }
}
