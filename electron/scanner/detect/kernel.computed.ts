/** The search's machine code, in base 64; assembled while the program is built (see build/bundle/computed.mjs). */
import { assembleKernel } from './kernel.ts';

export const KERNEL: string = Buffer.from(assembleKernel()).toString('base64');
export const RELAXED_KERNEL: string = Buffer.from(assembleKernel(true)).toString('base64');
