/** A planted bug: an answer goes out before what was done is committed. The harness has to find it. */
'use strict';
const { writeSync } = require('node:fs');
const Database = require('better-sqlite3');
const { exec } = Database.prototype;
Database.prototype.exec = function (text) {
  if (text === 'COMMIT') writeSync(1, '{ "done": true }\n');
  return exec.call(this, text);
};
