import type { Heading, Root, RootContent } from 'mdast'
import { plainText } from './parse.js'

/** A heading and what follows it until the next heading of its own or a higher level. */
export interface Section {
  readonly heading: Heading
  readonly title: string
  /** All blocks down to the end of the section, subsections included. */
  readonly blocks: readonly RootContent[]
  /** The blocks before the first subsection. */
  readonly own: readonly RootContent[]
  readonly hasSubsection: boolean
}

export function readSections(tree: Root): Section[] {
  const sections: Section[] = []
  tree.children.forEach((node, index) => {
    if (node.type !== 'heading') return
    const rest = tree.children.slice(index + 1)
    const stop = rest.findIndex((other) => other.type === 'heading' && other.depth <= node.depth)
    const blocks = stop === -1 ? rest : rest.slice(0, stop)
    const inner = blocks.findIndex((other) => other.type === 'heading')
    sections.push({
      heading: node,
      title: plainText(node).trim(),
      blocks,
      own: inner === -1 ? blocks : blocks.slice(0, inner),
      hasSubsection: inner !== -1,
    })
  })
  return sections
}

export const isTimelineTitle = (title: string): boolean =>
  /\b(timeline|time line|chronology|sequence of events)\b/i.test(title)

/** Sections that promise a dated list of what was published. */
export const isCoverageTitle = (title: string): boolean => /\b(coverage|press|news|media)\b/i.test(title)

/** Sections that hold sources without promising dates. */
export const isReferenceTitle = (title: string): boolean =>
  /^(references?|sources?|further reading|resources|external links|links|see also)\b/i.test(title)
