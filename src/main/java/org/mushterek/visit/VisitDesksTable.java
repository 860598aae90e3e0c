package org.mushterek.visit;

/** What the program shares with the decision table {@code visit-desks}: what it is asked and what it answers. */
public final class VisitDesksTable {

    /** The table, and the file that holds it. */
    public static final String ID = "visit-desks";

    /** True or false: arms are carried. */
    public static final String ARMED = "armed";

    /** True or false: one of the sites is a range. */
    public static final String VISITS_RANGE = "visitsRange";

    /** True or false: one of the sites is an airfield. */
    public static final String VISITS_AIRFIELD = "visitsAirfield";

    /** True or false: the contingent comes by military aircraft. */
    public static final String BY_MILITARY_AIR = "byMilitaryAir";

    /** How many persons are on the roll. */
    public static final String PERSONS = "persons";

    /** How many days the visit lasts, its first and last included. */
    public static final String DAYS = "days";

    /** The code of a desk that has to look. */
    public static final String DESK = "desk";

    private VisitDesksTable() {}
}
