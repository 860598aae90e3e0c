package org.mushterek.web.visit;

import java.util.Map;
import org.mushterek.visit.Permits;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The public check of a permit: genuine or not, valid today or not, and nothing else. */
@RestController
class VerifyController {

    private final Permits permits;

    VerifyController(Permits permits) {
        this.permits = permits;
    }

    @GetMapping("/verify/{token}")
    Map<String, Boolean> check(@PathVariable String token) {
        var check = permits.check(token);
        return Map.of("genuine", check.genuine(), "validToday", check.validToday());
    }
}
