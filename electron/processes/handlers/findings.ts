import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';

export function findingsHandlers(
  open: () => OpenParts,
): Pick<VaultChannelHandlers, 'findings.list' | 'findings.ignore' | 'findings.reopen'> {
  return {
    'findings.list': () => ({ findings: [...open().findings.listFindings()] }),
    'findings.ignore': (input) => open().findings.ignoreFinding(input),
    'findings.reopen': ({ findingId }) => open().findings.reopenFinding(findingId),
  };
}
