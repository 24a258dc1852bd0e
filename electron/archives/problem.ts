/** Why a container could not be read to its end: a name, that whoever reads words; never with anything of its content. */

/** What is so of the container, of something in it, or of as many things as `count` says. */
export type ArchiveProblem =
  | 'a-header-damaged'
  | 'became-shorter'
  | 'block-damaged-or-too-large'
  | 'block-too-large'
  | 'block-unpacks-too-large'
  | 'blocks-unsupported'
  | 'compressed-twice'
  | 'could-not-be-read'
  | 'damaged'
  | 'deflate-too-large'
  | 'delta-filter'
  | 'dictionary-elsewhere'
  | 'dictionary-not-in-it'
  | 'dictionary-too-large'
  | 'directory-damaged'
  | 'directory-missing'
  | 'document-too-large'
  | 'encrypted'
  | 'encrypted-with-its-list'
  | 'ends-early'
  | 'ends-early-or-goes-on'
  | 'filter-unsupported'
  | 'footer-damaged'
  | 'footer-missing'
  | 'header-damaged'
  | 'header-damaged-or-too-large'
  | 'header-in-another-stream'
  | 'header-too-large'
  | 'header-unsupported'
  | 'holds-no-pack'
  | 'impossible-member-size'
  | 'member-header-damaged'
  | 'needs-too-much-memory'
  | 'obsolete-form'
  | 'page-too-large'
  | 'page-unpacks-too-large'
  | 'part-filtered'
  | 'too-many-blocks'
  | 'too-many-members'
  | 'too-many-objects'
  | 'unknown-version'
  | 'window-too-large'
  | 'wrong-checksum'
  | {
      readonly kind: 'blocks-damaged' | 'objects-damaged' | 'objects-too-large' | 'objects-without-base';
      readonly count: number;
    };

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly problem: ArchiveProblem;

  constructor(problem: ArchiveProblem) {
    super(JSON.stringify(problem));
    this.problem = problem;
  }
}
