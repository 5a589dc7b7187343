import type { LintDocument } from './document.js'

/** A change of the file: the characters from `start` to `end` become `text`. Offsets are those of the whole file. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Report {
  /** Offset of the first offending character. */
  readonly at: number
  readonly message: string
  /** Present where the right text is beyond doubt. */
  readonly fix?: Edit
}

/** One kind of defect. A rule is one file, one row in `rules/index.ts` and one marked sample page. */
export interface Rule {
  readonly id: string
  /** What is wrong with a page that breaks it, in one sentence; docs and SARIF show it. */
  readonly summary: string
  check(document: LintDocument): Iterable<Report>
}
