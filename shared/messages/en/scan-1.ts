/** What the scanner says: of files, repositories and hooks. */
export const scan1English = {
  'hook.a-hook-set-aside-is-in-the-way': 'A hook set aside earlier is in the way: {name}.',
  'hook.a-key-was-not-refused': 'a key made to try it was not refused ({said})',
  'hook.hooks-are-switched-off-here': 'Hooks are switched off here: core.hooksPath names no folder.',
  'hook.hooks-path-leads-outside':
    'core.hooksPath leads outside this repository, to {folder}: hooks there run for every repository that names it.',
  'hook.hooks-path-switches-hooks-off': 'core.hooksPath switches hooks off: no hook runs here.',
  'hook.is-a-link-or-no-file': '{name} is a link or no file, so it was left alone.',
  'hook.it-could-not-be-tried': 'it could not be tried ({said}); install it again with this version',
  'hook.it-looks-into-another-repository':
    'it looks into another repository ({repository}), so nothing of this one is judged',
  'hook.it-refuses-everything': 'it refuses everything: {said}',
  'hook.it-said-nothing': 'it said nothing',
  'hook.its-lines-were-edited': 'its lines were edited; install it again',
  'hook.look-at-hooks-path':
    'Nothing was changed. Look at core.hooksPath with git config, then name that folder or leave the option out.',
  'hook.move-that-file-away':
    'The hooks there were left as they are. Move that file away, then install again.',
  'hook.name-the-same-folder':
    'Nothing was changed. Where that is meant, name the same folder with --hooks-path; else unset core.hooksPath with git config.',
  'hook.node-is-gone': 'Node is gone from {node}; every commit or push is refused',
  'hook.replace-it-with-a-plain-file':
    'Nothing was changed. Replace it with a plain file, then install again.',
  'hook.set-or-unset-hooks-path':
    'Nothing was changed. Set or unset core.hooksPath with git config, then install again.',
  'hook.switched-off-by-hooks-path': 'hooks are switched off by core.hooksPath',
  'hook.the-file-is-not-executable': 'the file is not executable, so git passes it over',
  'hook.the-hooks-are-huskys':
    'The hooks are husky’s and part of the repository: whoever pulls them needs the command at the same place on their machine.',
  'hook.the-hooks-lie-elsewhere':
    'The hooks of this repository lie in {folder}, not in the folder that --hooks-path names.',
  'hook.the-hooks-lie-outside':
    'The hooks of this repository lie outside it, in {folder}, where they run for every repository that names that folder.',
  'hook.the-scanner-is-gone': 'the scanner is gone from {script}; every commit or push is refused',
  'scan.baseline-cannot-be-used': "The baseline {name} can't be used: {problem}.",
  'scan.baseline-could-not-be-read': 'The baseline {name} could not be read.',
  'scan.check-its-path-and-permissions': 'Nothing was scanned. Check its path and permissions.',
  'scan.check-the-path-for-typing-errors': 'Nothing was changed. Check the path for typing errors.',
  'scan.commondir-leads-outside': 'its commondir leads outside the scanned folder',
  'scan.git-dir-holds-no-objects': 'what GIT_DIR names holds no objects',
  'scan.git-dir-leads-to-network': 'GIT_DIR leads to a network path',
  'scan.git-file-leads-outside': 'its .git file leads outside, to a folder that does not know it',
  'scan.git-file-leads-to-network': 'its .git file leads to a network path',
  'scan.git-file-names-a-gone-folder': 'its .git file names a folder that is gone',
  'scan.git-file-names-no-folder': 'its .git file does not name a folder',
  'scan.git-folder-holds-no-objects': 'its .git folder holds no objects',
  'scan.ignore-file-cannot-be-used': "The ignore file {name} can't be used: {problem}.",
  'scan.ignore-file-could-not-be-read': 'The ignore file {name} could not be read.',
  'scan.in-line': 'line {line}: {text}',
  'scan.it-is-larger-than-64-mib': 'it is larger than 64 MiB',
  'scan.it-is-neither-baseline-nor-report': 'it is neither a baseline nor a report of a scan',
  'scan.it-is-not-json': 'it is not JSON',
  'scan.line-begins-with-neither':
    'it begins neither with a fingerprint of 32 hexadecimal digits nor with "unscanned"',
  'scan.line-has-no-date': 'the date after "until" is not of the form YYYY-MM-DD',
  'scan.mend-or-remove-it': 'Nothing was scanned. Mend or remove it, then scan again.',
  'scan.name-the-folder-of-a-repository':
    'Nothing was scanned. Name the folder of a repository, or leave out --history, --staged and --range to scan files.',
  'scan.repair-it-or-clone-it-again':
    'Its history was not scanned. Repair it or clone it again, then scan again.',
  'scan.scan-the-main-repository-itself': 'Its history was not scanned. Scan the main repository itself.',
  'scan.the-range-names-no-commit-of-it': 'The range names a commit that is not in this repository.',
  'scan.the-repository-cannot-be-read': "The repository can't be read: {what}.",
  'scan.there-is-no-git-repository-here': 'There is no git repository here, nor in any folder above.',
  'scan.there-is-nothing-at': 'There is nothing at {path}.',
  'scan.unscanned-needs-a-path': '"unscanned" needs the path of a file, or a pattern for several',
  'scan.unscanned-needs-a-reason': '"unscanned" needs a reason and a last day: # reason, until YYYY-MM-DD',
  'scan.write-the-range-as':
    'Nothing was scanned. Write it as A..B with ids, branches or tags; in a shallow clone, fetch the missing history first.',
} as const;
