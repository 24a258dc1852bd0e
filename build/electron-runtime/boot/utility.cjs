/** Part of the fallback runtime: starts a utility process's real file with the mapping in place. */
'use strict';
require('./sqlite-mapping.cjs');
const [, realFile] = process.argv.splice(1, 2, process.argv[2]);
require(realFile);
