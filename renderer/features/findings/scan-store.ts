/** The scan that runs now, and what came of the last one. */
import { create } from 'zustand';
import type { ScanProgress } from '../../../shared/findings.ts';
import type { EventPayload } from '../../../shared/ipc-contract.ts';
import { onEvent } from '../../app/bridge.ts';

export interface ScanStore {
  readonly scanId: string | null;
  readonly paths: readonly string[];
  readonly history: boolean;
  readonly progress: ScanProgress | null;
  readonly last: EventPayload<'scan.finished'> | null;
  readonly begin: (scanId: string, paths: readonly string[], history: boolean) => void;
  readonly dismissLast: () => void;
}

export const useScan = create<ScanStore>((set, get) => ({
  scanId: null,
  paths: [],
  history: true,
  progress: null,
  last: null,
  begin: (scanId, paths, history) => {
    // A short scan can be over before the reply with its id is here.
    const over = get().last?.scanId === scanId;
    set(over ? { paths, history } : { scanId, paths, history, progress: null, last: null });
  },
  dismissLast: () => set({ last: null }),
}));

export function receiveProgress({ scanId, progress }: EventPayload<'scan.progress'>): void {
  const current = useScan.getState().scanId;
  if (current === null || current === scanId) useScan.setState({ scanId, progress });
}

export function receiveFinished(finished: EventPayload<'scan.finished'>): void {
  useScan.setState({ scanId: null, progress: null, last: finished });
}

export function followScans(): () => void {
  const stops = [
    onEvent('scan.started', ({ scanId, paths, history }) => {
      useScan.getState().begin(scanId, paths, history);
    }),
    onEvent('scan.progress', receiveProgress),
    onEvent('scan.finished', receiveFinished),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
