/** What a network is asked with; everything else that fails with a number of the system's is a call on files. */
const OF_THE_NETWORK: readonly string[] = ['connect', 'getaddrinfo', 'listen', 'bind'];

/** As a file system that is gone answers (a network share, a program that served it), or a system that has no more to give. */
export function isOfTheFileSystem(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { errno, syscall } = thrown as NodeJS.ErrnoException;
  return typeof errno === 'number' && typeof syscall === 'string' && !OF_THE_NETWORK.includes(syscall);
}
