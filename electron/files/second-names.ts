/** Whether a refused link says that the file system has none: FAT and exFAT (EISDIR on Windows), some network shares. */
export function knowsNoLinks(thrown: unknown): boolean {
  const { code = '' } = thrown as NodeJS.ErrnoException;
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EISDIR'].includes(code);
}
