package org.mushterek.web.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers the {@link Account} of the request, and keeps it out of the API's description. */
@Component
class AccountArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Account.class);
    }

    private final CurrentAccount currentAccount;

    AccountArgument(CurrentAccount currentAccount) {
        this.currentAccount = currentAccount;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Account.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var ofCall = parameter.getMethodAnnotation(WithinProcess.class);
        var processes = ofCall == null ? parameter.getContainingClass().getAnnotation(WithinProcess.class) : ofCall;
        var account = currentAccount.require();
        return processes == null ? account : account.within(processes.value());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }
}
