package org.mushterek.visit.roster;

import org.mushterek.common.Message;

/** What came of reading a machine-readable zone: its fields, whether or not its check digits are right, or no zone at all. */
public sealed interface MachineReadableZoneReading permits MachineReadableZone, MachineReadableZoneReading.NotAZone {

    /**
     * The text has not the shape of a zone.
     *
     * @param wrong why not
     */
    record NotAZone(Message wrong) implements MachineReadableZoneReading {}
}
