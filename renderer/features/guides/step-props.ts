import type { Guide, GuideStep } from '../../../shared/ipc/guide-channels.ts';

export interface StepProps {
  readonly guide: Guide;
  readonly step: GuideStep;
  /** Says that the step is done, or not after all. */
  readonly tick: (done: boolean) => Promise<void>;
}
