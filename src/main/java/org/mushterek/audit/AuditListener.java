package org.mushterek.audit;

/** Hears of every entry of the audit, in the transaction that writes it. */
public interface AuditListener {

    /** What it throws undoes the use case, like a fault of the audit itself. */
    void recorded(AuditEntry entry);
}
