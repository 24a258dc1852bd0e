// In place of the vault process's own file, which it loads.
'use strict';
require('../../faults/support/cheap-derivation.cjs');
require(process.env.VAULT_PROCESS);
