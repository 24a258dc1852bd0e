/**
 * Main: windows, tray, notifications, clipboard, locking, and main's own handlers of calls (`handlers/`). With `wire/` the
 * only place that imports 'electron'. Begin with `application.ts`, which reads like a table of contents. Main never sees a
 * vault's secret: it speaks with the vault's process through `vault-controller.ts`.
 */
export {};
