// In place of the vault process's own file, which it loads.
'use strict';
require(process.env.VAULT_PROCESS_PRELOAD);
require(process.env.VAULT_PROCESS);
