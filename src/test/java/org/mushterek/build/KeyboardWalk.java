package org.mushterek.build;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * What somebody without a mouse meets: the tab key is pressed from before a part of a page until it is left. Everything that can
 * be worked must be reached, be seen when it is reached, and let go again.
 */
final class KeyboardWalk {

    /** Of each thing that can be worked: how it looks while it is not reached, and whether it was reached. */
    private static final String BEGIN = """
        const root = document.querySelector(arguments[0]);
        const isShown = (part) => part.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && part.getClientRects().length > 0
          && !part.closest('[inert], [aria-hidden=true]');
        const look = (part) => {
          const of = (one) => { const style = getComputedStyle(one);
            return [style.outline, style.boxShadow, style.border, style.backgroundColor, style.textDecoration].join(' | '); };
          return [part, part.parentElement, ...(part.labels || [])].map(of).join(' || ');
        };
        const worked = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]';
        const all = [...root.querySelectorAll(worked)].filter((part) => isShown(part) && !part.matches(':disabled'));
        const groupOf = (part) => part.type === 'radio' && part.name
          ? all.filter((other) => other.type === 'radio' && other.name === part.name && other.form === part.form) : [part];
        const walk = { look, groupOf, looks: new Map(), reached: new Set() };
        walk.expected = all.filter((part) => part.tabIndex >= 0);
        const say = (part) => part.outerHTML.slice(0, 160);
        walk.say = say;
        const roles = '[role=button], [role=link], [role=checkbox], [role=switch], [role=option], [role=menuitem]';
        const mute = [...root.querySelectorAll('*')].filter((part) => isShown(part) && !part.closest(worked + ', label, svg')
          && (part.matches(roles) || part.onclick));
        const start = document.createElement('span');
        start.tabIndex = -1;
        root === document.body ? root.prepend(start) : root.before(start);
        start.focus({ preventScroll: true });
        // Only now: a page may lead to its first field by itself.
        walk.expected.forEach((part) => walk.looks.set(part, look(part)));
        walk.start = start;
        window.keyboardWalk = walk;
        return [walk.expected.length, mute.map((part) => 'can be clicked only: ' + say(part))];\
        """;

    /** What the last press reached: null where the part was left, else what is wrong with it, or nothing. */
    private static final String LOOK = """
        const [scope, done] = arguments;
        const walk = window.keyboardWalk;
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const part = document.activeElement;
          walk.start.remove();
          if (!part || !part.closest(scope) || part.matches(scope)) {
            return done(null);
          }
          if (part === walk.last) {
            return done('');
          }
          walk.last = part;
          if (walk.reached.has(part)) {
            return done(null);
          }
          walk.groupOf(part).forEach((one) => walk.reached.add(one));
          const faults = [];
          if (walk.looks.has(part) && walk.looks.get(part) === walk.look(part)) {
            faults.push('looks as before when it is reached: ' + walk.say(part));
          }
          const place = part.getBoundingClientRect();
          const own = (hit) => hit && (part.contains(hit) || [...(part.labels || [])].some((label) => label.contains(hit)));
          const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [place.left + place.width * x, place.top + place.height * y]));
          if (place.width > 4 && place.height > 4 && !points.some(([x, y]) => own(document.elementFromPoint(x, y)))) {
            faults.push('lies under something else when it is reached: ' + walk.say(part));
          }
          done(faults.join('\\n'));
        }));\
        """;

    private static final String END = """
        const walk = window.keyboardWalk;
        walk.start.remove();
        delete window.keyboardWalk;
        return walk.expected.filter((part) => part.isConnected && !walk.reached.has(part)).map((part) => 'is not reached: ' + walk.say(part));\
        """;

    /** A day or a time has a stop for each of its parts. */
    private static final int STOPS_OF_ONE = 5;

    private KeyboardWalk() {}

    /** @return what keeps out who has no mouse, of the first part that the selector finds; empty where nothing does */
    static List<String> faults(ChromeDriver driver, String scope) {
        var begun = (List<?>) driver.executeScript(BEGIN, scope);
        var count = ((Number) begun.get(0)).intValue();
        var faults = new ArrayList<String>();
        ((List<?>) begun.get(1)).forEach(one -> faults.add(String.valueOf(one)));
        var isLeft = false;
        for (var press = 0; press <= count * STOPS_OF_ONE && !isLeft; press++) {
            new Actions(driver).sendKeys(Keys.TAB).perform();
            var seen = driver.executeAsyncScript(LOOK, scope);
            isLeft = seen == null;
            if (seen != null && !seen.toString().isEmpty()) {
                faults.addAll(List.of(seen.toString().split("\n")));
            }
        }
        if (!isLeft) {
            faults.add("the keyboard does not come out again");
        }
        ((List<?>) driver.executeScript(END)).forEach(one -> faults.add(String.valueOf(one)));
        return faults;
    }
}
