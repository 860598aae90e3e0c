package org.mushterek.afteraction;

/**
 * A report as PDF.
 *
 * @param sha256 of the content, as 64 hexadecimal digits in lower case
 */
public record PrintedReport(byte[] content, String sha256) {}
