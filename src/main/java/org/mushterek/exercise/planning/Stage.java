package org.mushterek.exercise.planning;

import static org.mushterek.exercise.planning.ProductKind.COST_SHARE;
import static org.mushterek.exercise.planning.ProductKind.EXERCISE_PLAN;
import static org.mushterek.exercise.planning.ProductKind.EXERCISE_SPECIFICATION;
import static org.mushterek.exercise.planning.ProductKind.HOST_SUPPORT;
import static org.mushterek.exercise.planning.ProductKind.MEDIA_PLAN;
import static org.mushterek.exercise.planning.ProductKind.MEDICAL_PLAN;
import static org.mushterek.exercise.planning.ProductKind.RANGE_FORECAST;
import static org.mushterek.exercise.planning.ProductKind.RISK_ASSESSMENT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mushterek.common.Message;

/** The stages of planning in their order, each named by its conference; a stage ends when its products are approved. */
public enum Stage {
    /** Concept and specification. */
    CDE(EXERCISE_SPECIFICATION),
    /** Initial planning: the plan as a draft. */
    IPC(EXERCISE_PLAN),
    /** Main planning: the medical plan as a draft. */
    MPC(COST_SHARE, HOST_SUPPORT, MEDICAL_PLAN, RANGE_FORECAST),
    /** Final planning. */
    FPC(EXERCISE_PLAN, RISK_ASSESSMENT, MEDICAL_PLAN, MEDIA_PLAN);

    private final List<ProductKind> products;

    Stage(ProductKind... products) {
        this.products = List.of(products);
    }

    /** What the parties approve in this stage. */
    public List<ProductKind> products() {
        return products;
    }

    /** The dated parameter that says how many days before STARTEX the conference is. */
    String offset() {
        return "planning." + name().toLowerCase(Locale.ROOT) + "Days";
    }

    /** The stages before this one. */
    public List<Stage> earlier() {
        return Arrays.asList(values()).subList(0, ordinal());
    }

    public Message text() {
        return Message.of("planning.stage." + name());
    }
}
