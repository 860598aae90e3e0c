package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.file.FileType;
import org.mushterek.file.VirusScan;

/**
 * A file of a case, without its content.
 *
 * @param side whose file it is
 * @param person the travel document of the person whom it is about; null where it is about the case, or evidence for the whole
 *     roll
 * @param name as it is saved, with the ending of its type
 * @param sha256 of the content, verified whenever it is read
 * @param messageId the message that it is part of, null where it is part of the request or of nothing yet
 * @param revision the first revision of the request with which it was handed over
 * @param releasedAt when the other side could first see it, null while it cannot
 * @param validFrom first day on which evidence says that it holds, of a certificate its day; null where it says none
 * @param validUntil last day on which evidence says that it holds; null where it says none
 */
public record Attachment(
        String id,
        String number,
        String side,
        Kind kind,
        @Nullable PersonDocument person,
        String name,
        FileType type,
        int size,
        String sha256,
        VirusScan.Verdict scan,
        String addedBy,
        Instant addedAt,
        @Nullable String messageId,
        @Nullable Integer revision,
        @Nullable Instant releasedAt,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    /** What it shows, which decides who may open it. */
    public enum Kind {
        /** That a person is insured. */
        INSURANCE,
        /** That a person is medically fit: for medical officers, and for those of the own side who prepare and endorse. */
        FITNESS,
        /** Part of a message. */
        MESSAGE,
        OTHER;

        /** Whether it shows something of a person, or of everybody on the roll. */
        public boolean isOfPerson() {
            return this == INSURANCE || this == FITNESS;
        }

        /** Whether it goes to the host with the request. */
        public boolean isOfRequest() {
            return this != MESSAGE;
        }
    }

    /** A person as the travel document names one; it stays when the lines of a roll move. */
    public record PersonDocument(String nationality, String number) {

        static PersonDocument of(Visitor visitor) {
            return new PersonDocument(visitor.nationality(), visitor.documentNumber());
        }
    }
}
