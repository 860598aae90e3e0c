package org.mushterek.web.visit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.document.PermitToken;
import org.mushterek.document.SigningKeys;
import org.mushterek.document.VerifyingKey;
import org.mushterek.visit.Permits;
import org.mushterek.web.ClientAddress;
import org.mushterek.web.TooOften;
import org.mushterek.web.problem.Problem;
import org.mushterek.web.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The public check of a permit, for guards with a browser and for gates with a program: genuine or not, valid today or
 * not. The number and the days are for who has the paper with its check code; what a person's document says comes only
 * in a body, and is neither kept nor logged.
 */
@Controller
@RequestMapping("/verify")
class VerifyController {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String PAGE = MediaType.TEXT_HTML_VALUE;
    private static final String KEY_SET = "application/jwk-set+json";

    private final GateDesk desk;
    private final GatePage page;
    private final Permits permits;
    private final SigningKeys keys;
    private final Problems problems;

    VerifyController(GateDesk desk, GatePage page, Permits permits, SigningKeys keys, Problems problems) {
        this.desk = desk;
        this.page = page;
        this.permits = permits;
        this.keys = keys;
        this.problems = problems;
    }

    /** @param checkCode as printed on the paper */
    record CodeOnPaper(@Nullable String checkCode) {}

    /**
     * @param number the permit's
     * @param checkCode as printed on the same paper
     */
    record NumberAndCode(@Nullable String number, @Nullable String checkCode) {}

    /**
     * @param documentNumber as it stands in the document that is shown
     * @param birthDate {@code 1990-12-31} or {@code 31.12.1990}
     */
    record Bearer(@Nullable String documentNumber, @Nullable String birthDate) {}

    @GetMapping(produces = PAGE)
    ModelAndView start(HttpServletRequest request) {
        return page.start(request);
    }

    /** Takes what a reader of QR codes shows, and leads to the answer's own address. */
    @PostMapping(consumes = FORM)
    ModelAndView find(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        var found = PermitToken.find(token);
        return found.isPresent()
                ? redirect(request, found.get())
                : onPage(request, response, token, () -> desk.check(token, client(request)));
    }

    /** The public keys of the sides as a JSON Web Key Set (RFC 7517, 8037): with them a gate needs no network. */
    @GetMapping(
            path = "/keys",
            produces = {KEY_SET, JSON})
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok(Map.of(
                "keys", keys.publicKeys().stream().map(VerifyController::webKey).toList()));
    }

    private static Map<String, String> webKey(VerifyingKey key) {
        return Map.of(
                "kty", "OKP",
                "crv", "Ed25519",
                "alg", "EdDSA",
                "use", "sig",
                "kid", key.keyId(),
                "side", key.side(),
                "x", Base64.getUrlEncoder().withoutPadding().encodeToString(key.rawBytes()));
    }

    @GetMapping(
            path = "/{token}",
            produces = {PAGE, JSON})
    Object check(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return wantsPage(request)
                ? onPage(request, response, token, () -> desk.check(token, client(request)))
                : answer(desk.check(token, client(request)));
    }

    @PostMapping(path = "/{token}/details", consumes = FORM)
    ModelAndView particulars(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String checkCode,
            HttpServletRequest request,
            HttpServletResponse response) {
        return onPage(request, response, token, () -> desk.particulars(token, checkCode, client(request)));
    }

    @PostMapping(path = "/{token}/details", consumes = JSON, produces = JSON)
    ResponseEntity<GateAnswer> particulars(
            @PathVariable String token, @RequestBody CodeOnPaper given, HttpServletRequest request) {
        return answer(desk.particulars(token, given.checkCode(), client(request)));
    }

    @PostMapping(path = "/number", consumes = FORM)
    ModelAndView particularsByNumber(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String checkCode,
            HttpServletRequest request,
            HttpServletResponse response) {
        return onPage(request, response, null, () -> desk.particularsByNumber(number, checkCode, client(request)));
    }

    @PostMapping(path = "/number", consumes = JSON, produces = JSON)
    ResponseEntity<GateAnswer> particularsByNumber(@RequestBody NumberAndCode given, HttpServletRequest request) {
        return answer(desk.particularsByNumber(given.number(), given.checkCode(), client(request)));
    }

    @PostMapping(path = "/{token}/person", consumes = FORM)
    ModelAndView person(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String documentNumber,
            @RequestParam(defaultValue = "") String birthDate,
            HttpServletRequest request,
            HttpServletResponse response) {
        return onPage(request, response, token, () -> desk.person(token, documentNumber, birthDate, client(request)));
    }

    @PostMapping(path = "/{token}/person", consumes = JSON, produces = JSON)
    ResponseEntity<GateAnswer> person(
            @PathVariable String token, @RequestBody Bearer bearer, HttpServletRequest request) {
        return answer(desk.person(token, bearer.documentNumber(), bearer.birthDate(), client(request)));
    }

    /** A browser that comes back to the address of a form finds the permit again, without what was typed. */
    @GetMapping(path = {"/{token}/details", "/{token}/person"})
    ModelAndView backToCheck(@PathVariable String token, HttpServletRequest request) {
        return redirect(request, PermitToken.find(token).orElse("x"));
    }

    @GetMapping(path = "/number")
    ModelAndView backToStart(HttpServletRequest request) {
        return redirect(request, "");
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooOften(TooOften fault, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(fault.seconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(HttpStatus.TOO_MANY_REQUESTS, wordsOf(fault), request));
    }

    /** @param token with which the page can say something beside a refusal; null where there is none */
    private ModelAndView onPage(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable String token,
            Supplier<GateDesk.Answer> work) {
        try {
            return page.show(request, work.get());
        } catch (Refusal refusal) {
            // It was counted already, and reading a token is cheap.
            var known = token == null ? null : new GateDesk.Answer(permits.check(token), token);
            var status = HttpStatus.valueOf(problems.of(refusal, request).status());
            return page.refuse(request, known, refusal.reason(), status);
        } catch (TooOften fault) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(fault.seconds()));
            return page.refuse(request, null, wordsOf(fault), HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    private static Message wordsOf(TooOften fault) {
        return Message.of("gate.tooOften").with("seconds", fault.seconds());
    }

    private static ResponseEntity<GateAnswer> answer(GateDesk.Answer answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(GateAnswer.of(answer.check(), answer.particulars(), answer.personOnPermit()));
    }

    private static ModelAndView redirect(HttpServletRequest request, String token) {
        var address = UriComponentsBuilder.fromPath("/verify");
        if (!token.isEmpty()) {
            address.pathSegment(token);
        }
        var languages = GatePage.languages(request);
        if (languages.size() == 1) {
            address.queryParam("lang", languages.get(0).code());
        }
        var redirect = new ModelAndView("redirect:" + address.toUriString());
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    /** Browsers name HTML; a program that names nothing gets JSON. */
    private static boolean wantsPage(HttpServletRequest request) {
        var accepted =
                new ArrayList<>(MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .filter(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML)
                        || type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
                .findFirst()
                .map(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML))
                .orElse(false);
    }

    private static String client(HttpServletRequest request) {
        return ClientAddress.of(request.getRemoteAddr());
    }
}
