package org.mushterek.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of a side's cases; what it shows comes from the product's REST. */
@Controller
class CasesPage {

    @GetMapping("/cases")
    String show() {
        return "forward:/ui/cases.html";
    }
}
