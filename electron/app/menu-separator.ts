import type { MenuItemConstructorOptions } from 'electron';

/** A line between the items of a menu. */
export const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };
