import type { HandlersOf } from '../../wire/answer.ts';
import type { guideChannels } from '../../../shared/ipc/guide-channels.ts';
import { assertProven, proofOf } from '../../keys/runbook/proof.ts';
import { leakReport, reportOf } from '../../keys/runbook/report.ts';
import { tryOldKey } from '../../keys/runbook/old-key.ts';
import { readRunbook } from '../../keys/runbook/runbook-file.ts';
import { cleanUpDrill, prepareDrill } from '../../keys/care/drill.ts';
import type { OpenParts } from './open-parts.ts';

export function guideHandlers(open: () => OpenParts): HandlersOf<typeof guideChannels, 'vault'> {
  return {
    'guides.list': () => ({ guides: [...open().guides.list()] }),
    'guides.start': (input) => open().guides.start(input),
    'guides.begin': ({ guideId }) => open().guides.begin(guideId),
    'guides.step': async ({ guideId, stepId, done }) => {
      const { guides, vault } = open();
      // SECURITY: what is measured is not ticked.
      const kind = guides.get(guideId).steps.find(({ id }) => id === stepId)?.kind;
      if (done && kind === 'scan') await assertProven(vault, guideId, new Date());
      return guides.step(guideId, stepId, done);
    },
    'guides.proof': ({ guideId }) => proofOf(open().vault, guideId, new Date()),
    'guides.report': async ({ guideId }) => ({ lines: [...(await reportOf(open(), guideId, new Date()))] }),
    'guides.try-old-key': async ({ guideId }) => {
      const { guides, accounts, vault } = open();
      guides.begin(guideId);
      await tryOldKey(guides, accounts, guideId);
      return proofOf(vault, guideId, new Date());
    },
    'guides.link': ({ guideId, newKeyId, roleId }) => open().guides.link(guideId, { newKeyId, roleId }),
    'guides.end': async ({ guideId, outcome, note }) => {
      const { guides, vault } = open();
      const { kind, begun } = guides.get(guideId);
      if (kind !== 'leak') return guides.end(guideId, outcome, note);
      const isKept = begun || outcome === 'finished';
      const report = isKept ? await leakReport(open(), guideId, new Date()) : [];
      // SECURITY: last of all, so that what was found while the report was made counts.
      if (outcome === 'finished') await assertProven(vault, guideId, new Date());
      return guides.end(guideId, outcome, note, report);
    },
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
