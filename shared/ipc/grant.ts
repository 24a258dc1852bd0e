import { z } from 'zod';

/** Stands for what a person chose in a dialog of main's own; says nothing about it. */
export const grantSchema = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
