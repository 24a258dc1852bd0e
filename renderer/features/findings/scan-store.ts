/**
 * The scan that somebody asked for and what came of the last such one; and, apart from it, the one that runs by itself:
 * that one shows in its own row only, as what happens by itself must not move what a person may be pointing at.
 */
import { create } from 'zustand';
import type { ScanProgress } from '../../../shared/findings.ts';
import type { EventPayload } from '../../../shared/ipc-contract.ts';
import { onEvent } from '../../lib/bridge.ts';

export interface ScanStore {
  readonly scanId: string | null;
  readonly paths: readonly string[];
  readonly history: boolean;
  readonly progress: ScanProgress | null;
  readonly last: EventPayload<'scan.finished'> | null;
  /** The watched folder that is scanned by itself now. */
  readonly scheduledFor: string | null;
  readonly begin: (scanId: string, paths: readonly string[], history: boolean) => void;
  readonly dismissLast: () => void;
}

export const useScan = create<ScanStore>((set, get) => ({
  scanId: null,
  paths: [],
  history: true,
  progress: null,
  last: null,
  scheduledFor: null,
  begin: (scanId, paths, history) => {
    // A short scan can be over before the reply with its id is here.
    const over = get().last?.scanId === scanId;
    set(over ? { paths, history } : { scanId, paths, history, progress: null, last: null });
  },
  dismissLast: () => set({ last: null }),
}));

function receiveProgress({ scanId, progress, scheduledFor }: EventPayload<'scan.progress'>): void {
  const current = useScan.getState().scanId;
  // A page that was loaded anew learns of the scan from its progress.
  if (scheduledFor !== null) useScan.setState({ scheduledFor });
  else if (current === null || current === scanId) useScan.setState({ scanId, progress });
}

function receiveFinished(finished: EventPayload<'scan.finished'>): void {
  if (finished.scheduledFor === null) useScan.setState({ scanId: null, progress: null, last: finished });
  else useScan.setState({ scheduledFor: null });
}

export function followScans(): () => void {
  const stops = [
    onEvent('scan.started', ({ scanId, paths, history, scheduledFor }) => {
      if (scheduledFor === null) useScan.getState().begin(scanId, paths, history);
      else useScan.setState({ scheduledFor });
    }),
    onEvent('scan.progress', receiveProgress),
    onEvent('scan.finished', receiveFinished),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
