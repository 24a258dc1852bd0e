/**
 * What keeps the vault from being lost: backups, recovery key, drill, exports, imports, restores and merges. Files
 * are chosen in main's dialogs; what is seen of one is named before anything is stored.
 */
export {};
