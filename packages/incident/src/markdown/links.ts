import type { Nodes, Root } from 'mdast'
import { endOf, plainText, startOf, walk } from './parse.js'

export type LinkKind = 'link' | 'image' | 'definition' | 'bare' | 'html'

export interface Link {
  readonly kind: LinkKind
  /** Destination as the reader's browser gets it (for HTML: the attribute). */
  readonly url: string
  /** Words of the link; for an image its alternative text. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Where the destination is written, when it is written there and not elsewhere. */
  readonly urlStart: number
  readonly urlEnd: number
  readonly node: Nodes
}

/** Where a destination stands inside a link as written. The last match: the text may hold the same words. */
function urlRange(source: string, start: number, end: number, url: string): readonly [number, number] {
  const slice = source.slice(start, end)
  const at = slice.lastIndexOf(url)
  if (url !== '' && at !== -1) return [start + at, start + at + url.length]
  const open = slice.lastIndexOf('](')
  const place = open === -1 ? start : start + open + 2
  return [place, place]
}

/** Every link of a page: inline, reference definitions, images, bare URLs, and anchors in HTML. */
export function readLinks(tree: Root, source: string): Link[] {
  const links: Link[] = []
  for (const node of walk(tree)) {
    const start = startOf(node)
    const end = endOf(node)
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      const text = node.type === 'link' ? plainText(node) : node.type === 'image' ? (node.alt ?? '') : ''
      const bare = node.type === 'link' && source[start] !== '['
      const [urlStart, urlEnd] = urlRange(source, start, end, node.url)
      const kind = bare ? 'bare' : node.type
      links.push({ kind, url: node.url, text, start, end, urlStart, urlEnd, node })
    } else if (node.type === 'html') {
      links.push(...htmlLinks(node, source.slice(start, end), start))
    }
  }
  return links
}

const anchor = /<a\s[^>]*?\bhref\s*=\s*("([^"]*)"|'([^']*)')/gi

function htmlLinks(node: Nodes, html: string, start: number): Link[] {
  if (html.startsWith('<!--')) return []
  return [...html.matchAll(anchor)].map((match) => {
    const url = match[2] ?? match[3] ?? ''
    const urlStart = start + match.index + match[0].length - (match[1] ?? '').length + 1
    const at = start + match.index
    return {
      kind: 'html',
      url,
      text: 'html',
      start: at,
      end: at + match[0].length,
      urlStart,
      urlEnd: urlStart + url.length,
      node,
    }
  })
}
