import { z } from 'zod';

/** `nothing`: answered at any time. `unlocked`: refused with `vault-locked` while the vault is not open. */
export type Need = 'nothing' | 'unlocked';

export interface ChannelDefinition<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly needs: Need;
}

export function channel<Input extends z.ZodType, Output extends z.ZodType>(
  needs: Need,
  input: Input,
  output: Output,
): ChannelDefinition<Input, Output> {
  return { input, output, needs };
}

export const nothing = z.undefined();
