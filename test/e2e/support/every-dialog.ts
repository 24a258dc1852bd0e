/** Each dialog of the page's main place for them, opened in the real window. A kind that is not here does not compile. */
import type { Page } from 'playwright';
import type { DialogRequest } from '../../../renderer/lib/navigation-store.ts';

type Kind = DialogRequest['kind'];

/** What the dialogs are about. */
export interface Subjects {
  readonly keyId: string;
  readonly otherKeyId: string;
  readonly connectionId: string;
  readonly serviceId: string;
  readonly serviceKeyId: string;
  readonly findingId: string;
  readonly batchId: string;
}

export function everyDialog(about: Subjects): readonly DialogRequest[] {
  const { keyId, connectionId, serviceId } = about;
  const dialogs: { readonly [One in Kind]: DialogRequest & { readonly kind: One } } = {
    connect: { kind: 'connect' },
    'create-key': { kind: 'create-key' },
    'rotate-key': { kind: 'rotate-key', keyId },
    'revoke-key': { kind: 'revoke-key', keyId },
    'end-overlap': { kind: 'end-overlap', keyId },
    'delete-key': { kind: 'delete-key', keyId },
    'add-secret': { kind: 'add-secret', keyId },
    'ignore-finding': { kind: 'ignore-finding', findingId: about.findingId },
    'repair-connection': { kind: 'repair-connection', connectionId },
    'rename-connection': { kind: 'rename-connection', connectionId },
    'move-connection': { kind: 'move-connection', connectionId },
    'remove-connection': { kind: 'remove-connection', connectionId },
    'change-password': { kind: 'change-password' },
    backup: { kind: 'backup' },
    'export-keys': { kind: 'export-keys' },
    differences: { kind: 'differences' },
    'import-export': { kind: 'import-export' },
    'import-keys': { kind: 'import-keys' },
    'merge-copy': { kind: 'merge-copy' },
    'new-recovery-key': { kind: 'new-recovery-key' },
    'remove-recovery-key': { kind: 'remove-recovery-key' },
    'restore-drill': { kind: 'restore-drill' },
    'rotate-vault-key': { kind: 'rotate-vault-key' },
    shortcuts: { kind: 'shortcuts' },
    'who-was-it': { kind: 'who-was-it', subjectId: keyId },
    'replace-places': { kind: 'replace-places', oldKeyId: keyId, newKeyId: about.otherKeyId },
    'pass-on': { kind: 'pass-on', subjectId: keyId },
    'open-sealed': { kind: 'open-sealed' },
    'create-role': { kind: 'create-role' },
    sandboxes: { kind: 'sandboxes', accountConnectionId: connectionId },
    'test-account': { kind: 'test-account', subjectId: keyId },
    'edit-runbook': { kind: 'edit-runbook' },
    bulk: { kind: 'bulk', action: 'revoke', keyIds: [keyId], cause: 'selection', person: null },
    'bulk-tag': { kind: 'bulk-tag', keyIds: [keyId] },
    overlaps: { kind: 'overlaps', keyIds: [keyId] },
    batch: { kind: 'batch', batchId: about.batchId },
    views: { kind: 'views' },
    trash: { kind: 'trash' },
    'kept-replies': { kind: 'kept-replies' },
    'someone-left': { kind: 'someone-left' },
    service: { kind: 'service', serviceId },
    'remove-service': { kind: 'remove-service', serviceId },
    'import-service-keys': { kind: 'import-service-keys', serviceId },
    'edit-key': { kind: 'edit-key', keyId: about.serviceKeyId },
  };
  return [
    ...Object.values(dialogs),
    // Those that are others for a service.
    { kind: 'create-key', connectionId: serviceId },
    { kind: 'create-key', connectionId: null },
    { kind: 'rotate-key', keyId: about.serviceKeyId },
    { kind: 'revoke-key', keyId: about.serviceKeyId },
    { kind: 'delete-key', keyId: about.serviceKeyId },
    { kind: 'service', serviceId: null },
  ];
}

/** As a script in the page can: through what React keeps beside its elements, where the store's own function lies. */
export async function openDialog(page: Page, request: DialogRequest | null): Promise<void> {
  await page.evaluate((wanted) => {
    interface Hook {
      readonly memoizedState: unknown;
      readonly next: Hook | null;
    }
    interface Fiber {
      readonly memoizedState: Hook | null;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
    }
    interface Store {
      openDialog(request: unknown): void;
      closeDialog(): void;
    }
    const root = [...document.querySelectorAll('body *')].find((one) =>
      Object.keys(one).some((name) => name.startsWith('__reactContainer$')),
    );
    if (root === undefined) throw new Error('There is no page of React here.');
    const name = Object.keys(root).find((one) => one.startsWith('__reactContainer$'))!;
    const todo: (Fiber | null)[] = [(root as unknown as Record<string, Fiber>)[name]!];
    for (let fiber = todo.pop(); fiber !== undefined; fiber = todo.pop()) {
      if (fiber === null) continue;
      todo.push(fiber.sibling, fiber.child);
      let hook = fiber.memoizedState;
      while (hook !== null && typeof hook === 'object' && 'next' in hook) {
        const state = hook.memoizedState as Partial<Store> | null;
        if (typeof state === 'object' && typeof state?.openDialog === 'function') {
          if (wanted === null) (state as Store).closeDialog();
          else (state as Store).openDialog(wanted);
          return;
        }
        hook = hook.next;
      }
    }
    throw new Error('Nothing in the page opens a dialog.');
  }, request);
}
