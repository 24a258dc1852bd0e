import type { HandlersOf } from '../../wire/answer.ts';
import type { guideChannels } from '../../../shared/ipc/guide-channels.ts';
import { readRunbook } from '../../keys/runbook/runbook-file.ts';
import { cleanUpDrill, prepareDrill } from '../../keys/care/drill.ts';
import type { OpenParts } from './open-parts.ts';

export function guideHandlers(open: () => OpenParts): HandlersOf<typeof guideChannels, 'vault'> {
  return {
    'guides.list': () => ({ guides: [...open().guides.list()] }),
    'guides.start': (input) => open().guides.start(input),
    'guides.step': ({ guideId, stepId, done }) => open().guides.step(guideId, stepId, done),
    'guides.link': ({ guideId, newKeyId, roleId }) => open().guides.link(guideId, { newKeyId, roleId }),
    'guides.end': ({ guideId, outcome, note }) => open().guides.end(guideId, outcome, note),
    'runbook.read': () => open().guides.readRunbook(),
    'runbook.save': ({ steps }) => {
      open().guides.saveRunbook(steps);
    },
    'runbook.reset': () => {
      open().guides.resetRunbook();
    },
    'runbook.import': ({ grant }) =>
      open().grants.use(grant, 'open-runbook', async (file) => ({ steps: await readRunbook(file) })),
    'usage.of-key': ({ keyId }) => open().accounts.keyUsage(keyId),
    'roles.permission-groups': ({ connectionId }) => open().accounts.listPermissionGroups(connectionId),
    'roles.create': ({ connectionId, name, permissions }) =>
      open().accounts.createRole(connectionId, { name, permissions }),
    'sandboxes.list': async ({ connectionId }) => {
      const { sandboxes, unread } = await open().accounts.listSandboxes(connectionId);
      return { sandboxes: [...sandboxes], unread };
    },
    'drill.prepare': ({ guideId }) => prepareDrill(open(), guideId, new Date()),
    'drill.clean-up': ({ guideId }) => cleanUpDrill(open(), guideId),
  };
}
