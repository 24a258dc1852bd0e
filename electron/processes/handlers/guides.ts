import { readRunbook } from '../../keys/runbook/runbook-file.ts';
import { cleanUpDrill, prepareDrill } from '../../keys/care/drill.ts';
import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';

export function guideHandlers(
  open: () => OpenParts,
): Pick<
  VaultChannelHandlers,
  | 'guides.list'
  | 'guides.start'
  | 'guides.step'
  | 'guides.link'
  | 'guides.end'
  | 'runbook.read'
  | 'runbook.save'
  | 'runbook.reset'
  | 'runbook.import'
  | 'usage.of-key'
  | 'roles.create'
  | 'sandboxes.list'
  | 'drill.prepare'
  | 'drill.clean-up'
> {
  return {
    'guides.list': () => ({ guides: [...open().guides.list()] }),
    'guides.start': (input) => open().guides.start(input),
    'guides.step': ({ guideId, stepId, done }) => open().guides.step(guideId, stepId, done),
    'guides.link': ({ guideId, newKeyId, roleId }) => open().guides.link(guideId, { newKeyId, roleId }),
    'guides.end': ({ guideId, outcome, note }) => open().guides.end(guideId, outcome, note),
    'runbook.read': () => open().guides.readRunbook(),
    'runbook.save': ({ steps }) => {
      open().guides.saveRunbook(steps);
      return undefined;
    },
    'runbook.reset': () => {
      open().guides.resetRunbook();
      return undefined;
    },
    'runbook.import': ({ grant }) =>
      open().grants.use(grant, 'open-runbook', async (file) => ({ steps: await readRunbook(file) })),
    'usage.of-key': ({ keyId }) => open().accounts.keyUsage(keyId),
    'roles.create': ({ connectionId, name, permissions }) =>
      open().accounts.createRole(connectionId, { name, permissions }),
    'sandboxes.list': async ({ connectionId }) => ({
      sandboxes: [...(await open().accounts.listSandboxes(connectionId))],
    }),
    'drill.prepare': ({ guideId }) => prepareDrill(open(), guideId, new Date()),
    'drill.clean-up': ({ guideId }) => cleanUpDrill(open(), guideId),
  };
}
