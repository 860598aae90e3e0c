/* Reads a calendar feed with ical.js, which knows nothing of this project, and tells as JSON what it found. */
'use strict';
const fs = require('fs');
const ical = require('ical.js');
const ICAL = ical.default || ical;

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], 'utf8')));
console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map((event) => ({
  summary: event.getFirstPropertyValue('summary'),
  sequence: event.getFirstPropertyValue('sequence'),
  status: event.getFirstPropertyValue('status'),
  begins: event.getFirstPropertyValue('dtstart').toJSDate().toISOString(),
  ends: event.getFirstPropertyValue('dtend').toJSDate().toISOString()
}))));
