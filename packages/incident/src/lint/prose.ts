import type { Nodes } from 'mdast'
import { startOf, templateFiller, walk } from '../markdown/parse.js'
import type { LintDocument } from './document.js'

/** A run of prose: what the page's author says, as written. */
export interface Prose {
  readonly text: string
  readonly start: number
}

const silentTypes = new Set(['blockquote', 'code', 'inlineCode', 'html', 'definition', 'heading', 'link'])

/** Text of the page outside code, HTML, quotations and link titles: words that are the author's own. */
export function* ownWords(document: LintDocument): Generator<Prose> {
  yield* wordsOf(document.tree, document, silentTypes)
}

/** Text of the page outside code and HTML. */
export function* allWords(document: LintDocument): Generator<Prose> {
  yield* wordsOf(document.tree, document, new Set(['code', 'inlineCode', 'html', 'definition']))
}

function* wordsOf(node: Nodes, document: LintDocument, silent: ReadonlySet<string>): Generator<Prose> {
  if (silent.has(node.type)) return
  if (node.type === 'text') {
    const start = startOf(node)
    const end = node.position?.end.offset ?? start
    yield { start, text: withoutUrls(document.masked.slice(start, end)) }
  } else if ('children' in node) {
    for (const child of node.children) yield* wordsOf(child, document, silent)
  }
}

const withoutUrls = (text: string): string => text.replace(/https?:\/\/\S+/g, (url) => ' '.repeat(url.length))

/** Paragraph-like blocks outside quotations and code: where a whole sentence can be read across emphasis and links. */
export function* ownParagraphs(document: LintDocument): Generator<Prose> {
  yield* paragraphsOf(document.tree, document)
}

function* paragraphsOf(node: Nodes, document: LintDocument): Generator<Prose> {
  if (node.type === 'blockquote') return
  if (node.type === 'paragraph' || node.type === 'tableCell') {
    const start = startOf(node)
    const end = node.position?.end.offset ?? start
    yield { start, text: withoutUrls(document.masked.slice(start, end)) }
  } else if ('children' in node) {
    for (const child of node.children) yield* paragraphsOf(child, document)
  }
}

/** Whether an offset of a prose run lies between quotation marks: then the words are not the author's. */
export function isQuoted(text: string, at: number): boolean {
  const before = text.slice(0, at)
  const straight = (before.match(/"/g) ?? []).length % 2 === 1 && text.indexOf('"', at) !== -1
  const curly = before.lastIndexOf('“') > before.lastIndexOf('”')
  return straight || curly
}

export const isTemplate = (text: string): boolean => text.includes(templateFiller)

/** Every node of one kind, typed. */
export function* nodesOf<T extends Nodes['type']>(
  document: LintDocument,
  type: T,
): Generator<Extract<Nodes, { type: T }>> {
  for (const node of walk(document.tree)) if (node.type === type) yield node as Extract<Nodes, { type: T }>
}
