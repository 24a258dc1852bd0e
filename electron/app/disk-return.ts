/** A vault's disk that is not connected is looked for now and then: once it is there again, the vault shows by itself. */
import { lookAtFolder } from './vault-status.ts';

const LOOK_AGAIN_MS = 2000;

export function createDiskReturn(
  folder: string,
  onReturned: () => void,
): { readonly watch: () => void; readonly stop: () => void } {
  let watching: NodeJS.Timeout | undefined;
  return {
    watch() {
      watching ??= setInterval(() => {
        if (lookAtFolder(folder).problem?.code !== 'vault-vanished') onReturned();
      }, LOOK_AGAIN_MS).unref();
    },
    stop() {
      clearInterval(watching);
      watching = undefined;
    },
  };
}
