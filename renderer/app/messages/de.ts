import type { MessageId } from './en.ts';
import { en } from './en.ts';
export const de: Readonly<Record<MessageId, string>> = en;
