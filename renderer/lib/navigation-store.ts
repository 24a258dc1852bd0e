import { create } from 'zustand';

export type Route =
  | 'overview'
  | 'keys'
  | 'review'
  | 'roles'
  | 'findings'
  | 'programs'
  | 'activity'
  | 'settings'
  | 'guide'
  | 'help';

export type ProtectionDialogKind =
  | 'backup'
  | 'export-keys'
  | 'differences'
  | 'import-export'
  | 'import-keys'
  | 'merge-copy'
  | 'new-recovery-key'
  | 'remove-recovery-key'
  | 'restore-drill'
  | 'rotate-vault-key';
/** Dialogs that lead a secret, or a new key, to where it is needed. */
export type FlowRequest =
  | { readonly kind: 'replace-places'; readonly oldKeyId: string; readonly newKeyId: string }
  | { readonly kind: 'pass-on'; readonly subjectId: string }
  | { readonly kind: 'open-sealed' }
  | { readonly kind: 'create-role' }
  | { readonly kind: 'sandboxes'; readonly accountConnectionId: string }
  | { readonly kind: 'test-account'; readonly subjectId: string }
  | { readonly kind: 'edit-runbook' };

export interface BulkRequest {
  readonly kind: 'bulk';
  readonly action: 'rotate' | 'revoke';
  readonly keyIds: readonly string[];
  readonly cause: 'selection' | 'someone-left' | 'review' | 'documentation-keys';
  /** Who left, where that is the cause. */
  readonly person: string | null;
}

/** Dialogs about many keys, or about none in particular. */
export type UpkeepRequest =
  | BulkRequest
  | { readonly kind: 'bulk-tag'; readonly keyIds: readonly string[] }
  | { readonly kind: 'overlaps'; readonly keyIds: readonly string[] }
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'views' }
  | { readonly kind: 'trash' }
  | { readonly kind: 'kept-replies' }
  | { readonly kind: 'someone-left' };

/** Dialogs about services that keys are kept of, accounts left out. */
export type ServiceRequest =
  | { readonly kind: 'service'; readonly serviceId: string | null }
  | { readonly kind: 'remove-service'; readonly serviceId: string }
  | { readonly kind: 'import-service-keys'; readonly serviceId: string };

/** Dialogs about one key, of whichever service. */
export type KeyRequest =
  | { readonly kind: 'rotate-key'; readonly keyId: string; readonly reason?: 'compromised' }
  | {
      readonly kind: 'revoke-key' | 'end-overlap' | 'delete-key' | 'add-secret' | 'edit-key';
      readonly keyId: string;
    };

export type DialogRequest =
  | { readonly kind: 'connect' }
  /** At the account or service; null: at a service that is no account. */
  | { readonly kind: 'create-key'; readonly connectionId?: string | null; readonly name?: string }
  | KeyRequest
  | { readonly kind: 'ignore-finding'; readonly findingId: string }
  | { readonly kind: 'repair-connection'; readonly connectionId: string }
  | { readonly kind: 'rename-connection'; readonly connectionId: string }
  | { readonly kind: 'move-connection'; readonly connectionId: string }
  | { readonly kind: 'remove-connection'; readonly connectionId: string }
  | { readonly kind: 'change-password' }
  | { readonly kind: ProtectionDialogKind }
  | { readonly kind: 'shortcuts' }
  /** Who made or changed a key elsewhere. */
  | { readonly kind: 'who-was-it'; readonly subjectId: string }
  | FlowRequest
  | UpkeepRequest
  | ServiceRequest;

export interface NavigationStore {
  readonly route: Route;
  /** Screens that led here, the last one last. */
  readonly before: readonly Route[];
  readonly keyId: string | null;
  readonly guideId: string | null;
  /** A help page's id; null: the first. */
  readonly helpArticle: string | null;
  /** Null: all connections. */
  readonly connectionId: string | null;
  readonly dialog: DialogRequest | null;
  readonly paletteOpen: boolean;
  readonly sidebarCollapsed: boolean;
  readonly go: (route: Route) => void;
  readonly openKey: (keyId: string) => void;
  readonly openGuide: (guideId: string) => void;
  readonly openHelp: (article: string | null) => void;
  readonly closeKey: () => void;
  /** One step: from a key's details to the list, else to the screen of before. @returns whether there was a step */
  readonly back: () => boolean;
  readonly chooseConnection: (connectionId: string | null) => void;
  readonly openDialog: (dialog: DialogRequest) => void;
  readonly closeDialog: () => void;
  readonly setPaletteOpen: (open: boolean) => void;
  readonly toggleSidebar: () => void;
}

const MOST_BEFORE = 20;

type Place = Pick<NavigationStore, 'route' | 'before'>;

/** To a screen, with the way back kept. */
function to(route: Route): (place: Place) => Place {
  return (place) =>
    route === place.route ? place : { route, before: [...place.before, place.route].slice(-MOST_BEFORE) };
}

export const useNavigation = create<NavigationStore>((set, get) => ({
  route: 'keys',
  before: [],
  keyId: null,
  guideId: null,
  helpArticle: null,
  connectionId: null,
  dialog: null,
  paletteOpen: false,
  sidebarCollapsed: false,
  go: (route) => set(to(route)),
  openKey: (keyId) => set((place) => ({ ...to('keys')(place), keyId })),
  openHelp: (helpArticle) => set((place) => ({ ...to('help')(place), helpArticle, dialog: null })),
  openGuide: (guideId) => set((place) => ({ ...to('guide')(place), guideId, dialog: null })),
  closeKey: () => set({ keyId: null }),
  back: () => {
    const { route, keyId, before } = get();
    if (route === 'keys' && keyId !== null) set({ keyId: null });
    else if (before.length > 0) set({ route: before.at(-1) ?? route, before: before.slice(0, -1) });
    else return false;
    return true;
  },
  chooseConnection: (connectionId) => set({ connectionId, keyId: null }),
  openDialog: (dialog) => set({ dialog, paletteOpen: false }),
  closeDialog: () => set({ dialog: null }),
  setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
  toggleSidebar: () => set((before) => ({ sidebarCollapsed: !before.sidebarCollapsed })),
}));
