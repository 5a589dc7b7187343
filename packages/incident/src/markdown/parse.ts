import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

/** Stands for every character of a template expression, so that offsets stay and Markdown sees one word. */
export const templateFiller = '\ue000'

const processor = unified().use(remarkParse).use(remarkGfm).freeze()

/** Hugo shortcodes and Jekyll's Liquid: evaluated before Markdown is, so Markdown must not read them. */
const templates = /\{\{[<%]?[\s\S]*?[%>]?\}\}|\{%[\s\S]*?%\}/g

/** The same text with front matter blanked and templates filled; every offset and line stays where it was. */
export function maskForMarkdown(text: string, bodyStart: number): string {
  const head = text.slice(0, bodyStart).replace(/[^\r\n]/g, ' ')
  const body = text.slice(bodyStart).replace(templates, (found) => found.replace(/[^\r\n]/g, templateFiller))
  return head + body
}

/** The Markdown tree of a page; positions are those of the whole file. */
export const parseMarkdown = (masked: string): Root => processor.parse(masked)

export const startOf = (node: Nodes): number => node.position?.start.offset ?? 0
export const endOf = (node: Nodes): number => node.position?.end.offset ?? 0

/** Every node below and including `node`, in document order. */
export function* walk(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* walk(child)
}

/** The words of a node as a reader sees them. */
export function plainText(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value
  if (node.type === 'break') return ' '
  if (node.type === 'image') return node.alt ?? ''
  return 'children' in node ? node.children.map(plainText).join('') : ''
}
