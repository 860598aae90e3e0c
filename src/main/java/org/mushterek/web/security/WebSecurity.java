package org.mushterek.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Message;
import org.mushterek.security.Accounts;
import org.mushterek.web.problem.ProblemPage;
import org.mushterek.web.problem.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One sign-in and one session for Tasklist, the product's REST and pages, and the engine's REST; Basic for clients
 * without a session, which then never get one.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    static final String CSRF_COOKIE = "MUSHTEREK-CSRF";
    static final String CSRF_HEADER = "X-MUSHTEREK-CSRF";
    static final String SIGN_IN = "/sign-in";
    static final String TASKLIST = "/camunda/app/tasklist/default/";

    private static final Set<String> PUBLIC = Set.of(SIGN_IN, "/actuator/health", "/error");
    /** Where whoever is not signed in is led to the sign-in. */
    private static final Set<String> PAGES = Set.of(
            "/",
            "/camunda",
            "/start",
            "/cases",
            "/calendar",
            "/accounts",
            "/audit",
            "/deputies",
            "/instruments",
            "/exercises",
            "/drills",
            "/lessons",
            "/mail",
            "/retention",
            "/reports",
            "/rules");

    private static final List<String> PUBLIC_FOLDERS = List.of("/ui/", "/feeds/");
    private static final String PAGE_CONTENT =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private final Problems problems;
    private final PublicAddress publicAddress;
    private final RefusedAttempts refusedAttempts;
    private final KeptFiles keptFiles = new KeptFiles();
    private final PageBeforeSignIn pageBefore;

    WebSecurity(
            Problems problems,
            PublicAddress publicAddress,
            CurrentAccount currentAccount,
            AuditTrail auditTrail,
            PlatformTransactionManager transactions) {
        this.problems = problems;
        this.publicAddress = publicAddress;
        this.pageBefore =
                new PageBeforeSignIn(path -> PAGES.contains(path) || path.equals(TASKLIST), publicAddress.isSecure());
        this.refusedAttempts = new RefusedAttempts(currentAccount, auditTrail, new TransactionTemplate(transactions));
    }

    /** Tasklist: the session only. It guards itself against forged requests and sends its own content policy. */
    @Bean
    @Order(1)
    SecurityFilterChain tasklist(HttpSecurity http) throws Exception {
        return http.securityMatcher(WebSecurity::isTasklist)
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .addFilterAfter(refusedAttempts, SecurityContextHolderFilter.class)
                .csrf(forgery -> forgery.disable())
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .addFilterAfter(keptFiles, AuthorizationFilter.class)
                .headers(headers -> headers.frameOptions(frames -> frames.deny())
                        .cacheControl(kept -> kept.disable())
                        .addHeaderWriter(keptFiles)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .exceptionHandling(faults -> faults.authenticationEntryPoint(this::askForSignIn)
                        .accessDeniedHandler((request, response, fault) -> forbid(fault, request, response)))
                .build();
    }

    /** Everything else. */
    @Bean
    @Order(2)
    SecurityFilterChain product(
            HttpSecurity http,
            AuthenticationProvider provider,
            LimitedSignIn.Settings limits,
            Accounts accounts,
            AuditTrail auditTrail,
            Clock clock)
            throws Exception {
        var signIn = new LimitedSignIn(provider, limits, clock);
        var forgeryTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        forgeryTokens.setCookieName(CSRF_COOKIE);
        forgeryTokens.setHeaderName(CSRF_HEADER);
        forgeryTokens.setCookiePath("/");
        forgeryTokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").secure(publicAddress.isSecure()));
        return http.authenticationManager(signIn)
                .authorizeHttpRequests(rules -> rules.requestMatchers(WebSecurity::isPublic)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .usernameParameter("account")
                        .successHandler((request, response, who) -> {
                            audit(auditTrail, accounts, who, "signIn.accepted");
                            accounts.find(who.getName())
                                    .ifPresent(account -> response.addHeader(
                                            HttpHeaders.SET_COOKIE, LanguageCookie.of(account.language())));
                            response.sendRedirect(
                                    pageBefore.take(request, response).orElse("/"));
                        })
                        .failureHandler((request, response, fault) ->
                                response.sendRedirect(SignInPage.afterRefusal(fault, SignInPage.languageOf(request)))))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> {
                            if (who != null) {
                                audit(auditTrail, accounts, who, "signOut");
                            }
                        })
                        .deleteCookies("JSESSIONID")
                        .logoutSuccessUrl(SIGN_IN + "?signedOut"))
                .addFilterAt(basic(signIn), BasicAuthenticationFilter.class)
                .addFilterAfter(refusedAttempts, SecurityContextHolderFilter.class)
                .csrf(forgery -> forgery.csrfTokenRepository(forgeryTokens)
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(WebSecurity::isBasicWithoutSession)
                        // An error's own dispatch changes nothing, and must not hide the error.
                        .ignoringRequestMatchers(request -> request.getDispatcherType() == DispatcherType.ERROR))
                .addFilterAfter(
                        (request, response, chain) -> {
                            // Reading the token is what sends its cookie, which forms in Tasklist need for their calls.
                            if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
                                token.getToken();
                            }
                            chain.doFilter(request, response);
                        },
                        CsrfFilter.class)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .addFilterAfter(keptFiles, AuthorizationFilter.class)
                .headers(headers -> headers.frameOptions(frames -> frames.deny())
                        .cacheControl(kept -> kept.disable())
                        .addHeaderWriter(keptFiles)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .exceptionHandling(faults -> faults.authenticationEntryPoint(this::askForSignIn)
                        .accessDeniedHandler((request, response, fault) -> forbid(fault, request, response)))
                .build();
    }

    // Patterns as strings would be judged by Spring MVC, which does not see the servlets of the engine at all.

    private static boolean isTasklist(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/camunda") || path.startsWith("/camunda/");
    }

    private static boolean isPublic(HttpServletRequest request) {
        var path = request.getRequestURI();
        return PUBLIC.contains(path) || PUBLIC_FOLDERS.stream().anyMatch(path::startsWith);
    }

    /** Basic counts only where there is no session, so that a page can never act with a password the browser keeps. */
    private BasicAuthenticationFilter basic(AuthenticationManager signIn) {
        var filter = new BasicAuthenticationFilter(signIn, this::askForSignIn);
        filter.setAuthenticationConverter(new BasicAuthenticationConverter() {
            @Override
            @SuppressWarnings("NullAway") // null is this interface's word for "no credentials"
            public UsernamePasswordAuthenticationToken convert(HttpServletRequest request) {
                return isBasicWithoutSession(request) ? super.convert(request) : null;
            }
        });
        return filter;
    }

    private static boolean isBasicWithoutSession(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.toLowerCase(Locale.ROOT).startsWith("basic ")
                && request.getSession(false) == null;
    }

    private static void audit(AuditTrail auditTrail, Accounts accounts, Authentication who, String action) {
        var side = accounts.find(who.getName())
                .map(account -> account.side().code())
                .orElse(null);
        auditTrail.record(who.getName(), side, null, action, null);
    }

    /** Pages lead to the sign-in; programs get a 401 without a Basic challenge, so that no browser asks and remembers. */
    private void askForSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
            throws IOException {
        if (fault instanceof LimitedSignIn.Later later) {
            var told = Message.of("gate.tooOften").with("seconds", later.seconds());
            problems.write(problems.of(HttpStatus.TOO_MANY_REQUESTS, told, request), response);
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(later.seconds()));
            return;
        }
        var path = request.getRequestURI();
        var isPage = PAGES.contains(path)
                || path.startsWith("/camunda/app/")
                || path.startsWith("/reports")
                || ProblemPage.isAskedFor(request);
        if (isPage && request.getMethod().equals("GET") && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            pageBefore.remember(request, response);
            response.sendRedirect(SIGN_IN);
        } else {
            problems.write(problems.of(HttpStatus.UNAUTHORIZED, Message.of("problem.signInFirst"), request), response);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Session realm=\"mushterek\"");
        }
    }

    private void forbid(Exception fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var text = fault instanceof CsrfException ? "problem.forged" : "problem.forbidden";
        problems.write(problems.of(HttpStatus.FORBIDDEN, Message.of(text), request), response);
    }
}
