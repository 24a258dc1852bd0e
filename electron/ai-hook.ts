/** What the hooks of AI assistants call: `augno-vault ai-hook` with a start of its own, because it runs at each tool call. */
import { runHook } from './assistants/run-hook.ts';

void runHook(process.argv.slice(2))
  // SECURITY: a fault is told and blocks nothing; see docs/decisions/0230-hooks-of-assistants.md.
  .catch(() => {
    process.stderr.write(
      'augno-vault: the hook met a fault. Nothing was looked at, and nothing was stopped.\n',
    );
    return 1;
  })
  .then((code) => {
    process.exit(code);
  });
