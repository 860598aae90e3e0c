/* Reads an event log with pm4js, which knows nothing of this project, and tells as JSON what it found. */
'use strict';
const fs = require('fs');
require('pm4js');

const log = XesImporter.apply(fs.readFileSync(process.argv[2], 'utf8'));
const values = (attributes) => Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [key, attribute.value]));
console.log(JSON.stringify({
  log: values(log.attributes),
  extensions: Object.keys(log.extensions || {}),
  classifiers: log.classifiers,
  traces: log.traces.map((trace) => ({ ...values(trace.attributes), events: trace.events.map((event) => values(event.attributes)) }))
}));
