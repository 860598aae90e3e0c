package org.mushterek.agreement;

import java.time.LocalDate;

/**
 * The time in which notice can keep a term from being renewed.
 *
 * @param closesOn last day for notice
 * @param isOpen whether notice is still possible on the day of asking
 */
public record NoticeWindow(Term term, LocalDate closesOn, boolean isOpen) {}
