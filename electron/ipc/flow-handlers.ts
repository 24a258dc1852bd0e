import type { IpcHandlers } from '../processes/answer.ts';
import type { IpcServices } from './services.ts';

type Names = 'pass-on.run';

export function flowHandlers({ app, vault }: IpcServices): Pick<IpcHandlers, Names> {
  return {
    'pass-on.run': async ({ keyId, program }) => {
      const key = await vault.call('process.describe-key', { keyId });
      if (!(await app.confirmProgram({ ...key, program }))) return { result: null };
      return { result: await vault.call('process.run-program', { keyId, program }) };
    },
  };
}
