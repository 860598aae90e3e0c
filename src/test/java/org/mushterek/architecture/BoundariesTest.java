package org.mushterek.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.mushterek.Mushterek;
import org.mushterek.engine.guard.EngineDoorFilters;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the rooms, each proved able to stop somebody. */
class BoundariesTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mushterek");
    private static final JavaClasses WRONG =
            new ClassFileImporter().importPackages("org.mushterek.architecture.wrong", "org.mushterek.engine");

    private static final ArchRule ONLY_ENGINE_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("org.mushterek.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    private static final ArchRule ONLY_THE_GUARD_KNOWS_ITS_INSIDE = noClasses()
            .that()
            .resideOutsideOfPackage("org.mushterek.engine.guard..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.camunda.bpm.engine.impl..", "org.camunda.bpm.webapp.impl.."));

    /** The engine's own filters speak HTTP; the one class that registers them may. */
    private static final ArchRule ONLY_WEB_KNOWS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("org.mushterek.web..")
            .and()
            .doNotBelongToAnyOf(EngineDoorFilters.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.servlet..",
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.security.web..");

    private static final ArchRule NOBODY_READS_THE_CLOCK = noClasses()
            .that()
            .doNotBelongToAnyOf(Mushterek.class)
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("read the machine's time") {
                @Override
                public boolean test(JavaMethodCall call) {
                    var owner = call.getTargetOwner().getFullName();
                    var isNow = owner.startsWith("java.time.")
                            && call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
                    var isSystemClock = owner.equals(Clock.class.getName())
                            && call.getName().startsWith("system");
                    return isNow
                            || isSystemClock
                            || (owner.equals("java.lang.System")
                                    && call.getName().equals("currentTimeMillis"));
                }
            });

    @Test
    void keepsTheEngineInItsRoom() {
        ONLY_ENGINE_KNOWS_THE_ENGINE.check(PRODUCT);
        assertStops(ONLY_ENGINE_KNOWS_THE_ENGINE, "KnowsTheEngine");
    }

    @Test
    void keepsTheEnginesInsideInTheGuard() {
        ONLY_THE_GUARD_KNOWS_ITS_INSIDE.check(PRODUCT);
        assertStops(ONLY_THE_GUARD_KNOWS_ITS_INSIDE, "KnowsTheInside");
    }

    @Test
    void keepsHttpInItsRoom() {
        ONLY_WEB_KNOWS_HTTP.check(PRODUCT);
        assertStops(ONLY_WEB_KNOWS_HTTP, "KnowsHttp");
    }

    @Test
    void readsNoClock() {
        NOBODY_READS_THE_CLOCK.check(PRODUCT);
        assertStops(NOBODY_READS_THE_CLOCK, "ReadsTheClock");
    }

    @Test
    void hasRoomsWithoutCyclesAndWithoutForbiddenDoors() {
        var modules = ApplicationModules.of(Mushterek.class);

        modules.verify();
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains("common", "security", "audit", "visit", "engine", "web");
    }

    private static void assertStops(ArchRule rule, String wrongClass) {
        assertThatThrownBy(() -> rule.check(WRONG))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(wrongClass);
    }
}
