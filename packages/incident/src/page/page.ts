import { type FrontMatter, readFrontMatter } from './front-matter.js'

/** A page split in two, nothing lost: `head + body` is the file again, byte for byte. */
export interface Page {
  readonly file: string
  readonly text: string
  readonly front: FrontMatter
  /** Front matter with its fences, verbatim (empty when there is none). */
  readonly head: string
  readonly body: string
}

/**
 * Splits a Markdown page with YAML, TOML or JSON front matter.
 * Never throws: what cannot be read is listed in `front.problems`.
 */
export function readPage(text: string, file: string): Page {
  const front = readFrontMatter(text)
  return { file, text, front, head: text.slice(0, front.end), body: text.slice(front.end) }
}
