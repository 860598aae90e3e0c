package org.mushterek.agreement;

import org.mushterek.common.Side;
import org.mushterek.security.Role;

/** Whether a side has somebody in this installation who can answer for it. */
public interface PartyOffices {

    /** Whether an account of the side has the role. */
    boolean hasOfficer(Side side, Role role);
}
