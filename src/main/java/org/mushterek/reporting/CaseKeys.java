package org.mushterek.reporting;

import java.util.List;
import java.util.Map;

/** By what the people and units of a case are found again: digests under a side's secret, never a name. */
public interface CaseKeys {

    /** The digests of a case, each as {@link #person} and {@link #unit} give it. */
    record Keys(List<String> persons, List<String> units) {

        public Keys {
            persons = List.copyOf(persons);
            units = List.copyOf(units);
        }
    }

    /** Those of a case that was handed over, under the secret of each side that knows it; empty for one that was not. */
    Map<String, Keys> of(String number);

    /** Of a person, from a name or the number of a document as an officer typed it. */
    String person(String side, String typed);

    /** Of a unit, from its name as an officer typed it. */
    String unit(String side, String typed);
}
