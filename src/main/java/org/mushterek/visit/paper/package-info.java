/**
 * What stands on the papers of a visit beside the permit. Pure: facts in, sections of a sheet out; knows neither clock nor
 * database. None of the forms is the memorandum's: each is a house format, after a form of its kind where one is known.
 */
@NullMarked
package org.mushterek.visit.paper;

import org.jspecify.annotations.NullMarked;
