package org.mushterek.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;

class FollowingStepsTest {

    /** Their names stand in the diagrams, which this package does not know. */
    @Test
    void namesTheStepsInWhichNothingNeedsToBeDone() {
        assertThat(FollowingSteps.all())
                .containsExactlyInAnyOrder(
                        VisitRequestProcess.FOLLOW_REQUEST,
                        VisitPermitProcess.CLOSE_VISIT,
                        VisitPermitProcess.CORRECT_DECISION)
                .allMatch(FollowingSteps::contains);
        assertThat(FollowingSteps.contains(HostApprovalProcess.DECIDE_REQUEST)).isFalse();
    }

    @Test
    void knowsThatTimeToCorrectCanPassUnused() {
        assertThat(FollowingSteps.isNeverLate(VisitPermitProcess.CORRECT_DECISION))
                .isTrue();
        assertThat(FollowingSteps.isNeverLate(VisitRequestProcess.FOLLOW_REQUEST))
                .isFalse();
    }

    @Test
    void knowsThatAPermittedVisitStaysWithItsHost() {
        assertThat(FollowingSteps.followsOtherSide(VisitRequestProcess.FOLLOW_REQUEST))
                .isTrue();
        assertThat(FollowingSteps.followsOtherSide(VisitPermitProcess.CLOSE_VISIT))
                .isFalse();
    }
}
