/**
 * The one way in which a file of others is read (`foreign-file.ts`) and a file of ours is replaced (`whole-file.ts`,
 * `replace-file.ts`), with what may lie in the way: links, pipes, folders that synchronise, disks that are full. Knows no
 * vault.
 */
export {};
