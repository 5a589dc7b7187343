import type { Element, Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { type Html, trusted } from './html.js'

/** Raw HTML of a page is dropped and only web and relative links stay: pages come from many hands. */
function tame() {
  return (tree: Root): void => {
    const visit = (node: Root | Element): void => {
      for (const child of node.children) {
        if (child.type !== 'element') continue
        for (const name of ['href', 'src'] as const) {
          const value = child.properties[name]
          if (
            typeof value === 'string' &&
            /^[a-z][a-z0-9+.-]*:/i.test(value) &&
            !/^(?:https?|mailto):/i.test(value)
          )
            delete child.properties[name]
        }
        // The page title is the only first-level heading.
        if (child.tagName === 'h1') child.tagName = 'h2'
        visit(child)
      }
    }
    visit(tree)
  }
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(tame)
  .use(rehypeStringify)
  .freeze()

/** The text of a page as HTML. */
export const renderMarkdown = (text: string): Html => trusted(String(processor.processSync(text)))
