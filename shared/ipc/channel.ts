import { z } from 'zod';

/** `main`: the app's main process. `vault`: the process that holds the open vault; main sees nothing of such a call. */
export type Answerer = 'main' | 'vault';

/** `nothing`: answered at any time. `unlocked`: refused with `vault-locked` while the vault is not open. */
export type Need = 'nothing' | 'unlocked';

export interface ChannelDefinition<
  By extends Answerer,
  Needs extends Need,
  Input extends z.ZodType,
  Output extends z.ZodType,
> {
  readonly by: By;
  readonly needs: Needs;
  readonly input: Input;
  readonly output: Output;
}

export function channel<
  By extends Answerer,
  Needs extends Need,
  Input extends z.ZodType,
  Output extends z.ZodType,
>(by: By, needs: Needs, input: Input, output: Output): ChannelDefinition<By, Needs, Input, Output> {
  return { by, needs, input, output };
}

export const nothing = z.undefined();
