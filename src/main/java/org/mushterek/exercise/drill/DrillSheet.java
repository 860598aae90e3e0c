package org.mushterek.exercise.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** A plan as a workbook: one line for each drill. Every cell is text, so that none is taken for a formula. */
@Component
public class DrillSheet {

    private static final int WIDTH = 18;
    private static final int WIDE = 40;

    private static final List<String> HEADS = List.of(
            "code",
            "name",
            "from",
            "to",
            "range",
            "teams",
            "persons",
            "activity",
            "objective",
            "safetyOfficer",
            "officerInCharge",
            "moved",
            "pinned");

    private final DrillScheduling schedules;
    private final Texts texts;

    DrillSheet(DrillScheduling schedules, Texts texts) {
        this.schedules = schedules;
        this.texts = texts;
    }

    /**
     * The latest plan that the account may read, with heads in its language; times are local at the host.
     *
     * @throws Refusal NOT_FOUND where there is none
     */
    public byte[] of(Account account, String number) {
        var plan = schedules.read(account, number).plan();
        if (plan == null) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "drill.noPlan");
        }
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mushterek", "1.0")) {
            write(workbook.newWorksheet(number), plan, account.language());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(Worksheet sheet, DrillScheduling.ShownPlan plan, Language language) {
        for (var column = 0; column < HEADS.size(); column++) {
            sheet.value(0, column, texts.say("ui.drill." + HEADS.get(column), language));
            sheet.width(column, HEADS.get(column).equals("name") ? WIDE : WIDTH);
        }
        sheet.range(0, 0, 0, HEADS.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
        var line = 1;
        for (var placement : plan.plan().placements()) {
            var drill = plan.programme().drill(placement.drill()).orElseThrow();
            var cells = List.of(
                    drill.code(),
                    drill.name(),
                    WrittenTime.MINUTE.format(placement.startsAt()),
                    WrittenTime.MINUTE.format(placement.endsAt()),
                    placement.range(),
                    String.join(", ", drill.teams()),
                    String.valueOf(drill.persons()),
                    texts.say(Message.of("ui.drill.activity." + drill.activity()), language),
                    drill.objective() == null ? "" : drill.objective(),
                    named(drill.safetyOfficer()),
                    named(drill.officerInCharge()),
                    placement.moved() ? texts.say("ui.drill.moved", language) : "",
                    placement.pinned() ? texts.say("ui.drill.pinned", language) : "");
            for (var column = 0; column < cells.size(); column++) {
                sheet.value(line, column, cells.get(column));
            }
            line++;
        }
    }

    private static String named(DrillProgramme.@Nullable Overseer overseer) {
        if (overseer == null) {
            return "";
        }
        var name = overseer.name();
        return name == null ? overseer.grade() : overseer.grade() + " " + name;
    }
}
