package org.mushterek.exercise.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.Calendars;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.planning.GateItem.Light;
import org.mushterek.exercise.planning.Planning.Answer;
import org.mushterek.exercise.planning.Planning.Conference;
import org.mushterek.exercise.planning.Planning.Event;
import org.mushterek.exercise.planning.Planning.Milestone;
import org.mushterek.exercise.planning.Planning.Product;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.planning.Planning.TakenAction;
import org.mushterek.exercise.planning.Planning.Waiver;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A planning as its parties read it: all of it, but for who did what at the other side. */
@Component
public class PlanningView {

    private static final Set<State> SHOW_GATE = EnumSet.of(State.OUTSIDE, State.GATE, State.READY);

    private final Plannings plannings;
    private final ReadinessGate gate;
    private final EarlierActions earlier;
    private final PlanningCases cases;
    private final Exercises exercises;
    private final Calendars calendars;
    private final Texts texts;

    PlanningView(
            Plannings plannings,
            ReadinessGate gate,
            EarlierActions earlier,
            PlanningCases cases,
            Exercises exercises,
            Calendars calendars,
            Texts texts) {
        this.plannings = plannings;
        this.gate = gate;
        this.earlier = earlier;
        this.cases = cases;
        this.exercises = exercises;
        this.calendars = calendars;
        this.texts = texts;
    }

    /**
     * A planning in whole.
     *
     * @param exercise that is planned; null as long as a draft names none
     * @param planned whether it stands on an agreed line of the yearly plan
     * @param days that follow from STARTEX, the earliest first
     * @param conferences every invitation
     * @param products every version of every product
     * @param answers of the parties, in the order in which they were given
     * @param gate every item as it stands now; empty before the last stage
     * @param story what happened, in order
     */
    public record Whole(
            String number,
            String host,
            State state,
            @Nullable Stage stage,
            List<String> parties,
            @Nullable Exercise exercise,
            boolean planned,
            Instant openedAt,
            int version,
            List<ShownDay> days,
            List<Conference> conferences,
            List<ShownProduct> products,
            List<Waiver> waivers,
            List<Answer> answers,
            List<ShownItem> gate,
            List<Event> story) {}

    /** @param remarks what to know of the day: holidays of any party, in the account's language (CAL-04) */
    public record ShownDay(String code, LocalDate day, List<String> remarks) {}

    /**
     * @param approved whether every party has approved just this version
     * @param actions what the specification answers to corrective actions of earlier exercises, as the account may read them
     */
    public record ShownProduct(Product product, boolean approved, List<TakenAction> actions) {}

    /** @param told why it stands so, in the account's language */
    public record ShownItem(
            String item,
            String party,
            Light light,
            String told,
            List<String> waivedBy,
            @Nullable String waivedFor) {}

    /** The planning as the account may read it; refuses with {@code NOT_FOUND} where there is none. */
    @Transactional(readOnly = true)
    public Whole of(Account account, String number) {
        var planning = plannings.read(account, number);
        var parties = plannings.parties(planning).codes();
        var exercise = planning.exercise() == null
                ? null
                : exercises.find(planning.exercise()).orElseThrow();
        var taken = earlier.readable(account, number);
        var showsGate = SHOW_GATE.contains(planning.state());
        return new Whole(
                number,
                planning.host(),
                planning.state(),
                planning.stage(),
                parties,
                exercise,
                exercise != null && exercises.isPlanned(exercise),
                planning.openedAt(),
                planning.version(),
                cases.milestones(number).stream()
                        .map(milestone -> shown(account, milestone, parties))
                        .toList(),
                cases.conferences(number),
                cases.products(number).stream()
                        .map(product -> new ShownProduct(
                                product, plannings.isApproved(planning, product), answered(product, taken)))
                        .toList(),
                cases.waivers(number),
                cases.answers(number),
                showsGate
                        ? gate.items(planning).stream()
                                .map(item -> shown(account, item))
                                .toList()
                        : List.of(),
                story(account, number));
    }

    private static List<TakenAction> answered(Product product, List<TakenAction> taken) {
        return product.kind() != ProductKind.EXERCISE_SPECIFICATION
                ? List.of()
                : taken.stream()
                        .filter(each -> each.version() == product.version())
                        .toList();
    }

    private ShownDay shown(Account account, Milestone milestone, List<String> parties) {
        var remarks = parties.stream()
                .flatMap(party -> remarks(party, milestone.day()).stream())
                .map(remark -> texts.say(remark, account.language()))
                .toList();
        return new ShownDay(milestone.code(), milestone.day(), remarks);
    }

    private List<Message> remarks(String party, LocalDate day) {
        try {
            return calendars.of(party).remarksOn(day, day);
        } catch (WorkingCalendar.UnknownYear unknown) {
            return List.of(Message.of("calendar.unknownYearOf")
                    .with("side", Message.of("side." + party))
                    .with("year", unknown.year()));
        }
    }

    private ShownItem shown(Account account, GateItem item) {
        return new ShownItem(
                item.item(),
                item.party(),
                item.light(),
                texts.say(item.told(), account.language()),
                item.waivedBy(),
                item.waivedFor());
    }

    private List<Event> story(Account account, String number) {
        return cases.story(number).stream()
                // How long a party takes is the party's own matter, as long as it is in time.
                .filter(event -> !event.event().equals("reminded") || account.isOf(String.valueOf(event.side())))
                .map(event -> event.side() == null || account.isOf(event.side())
                        ? event
                        : new Event(
                                event.happenedAt(),
                                event.side(),
                                null,
                                event.side(),
                                event.event(),
                                event.about(),
                                event.day(),
                                event.detail(),
                                event.reason()))
                .toList();
    }
}
