/** A planted bug: SQLite no longer waits for the disk. The harness has to find it. */
'use strict';
const Database = require('better-sqlite3');
const { pragma } = Database.prototype;
Database.prototype.pragma = function (text, ...rest) {
  return pragma.call(this, /^synchronous\b/.test(text) ? 'synchronous = OFF' : text, ...rest);
};
