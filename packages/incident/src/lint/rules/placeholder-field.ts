import { fieldOffset, fieldText } from '../fields.js'
import type { Report, Rule } from '../rule.js'

/** Words that only a template writes, whichever field they are left in. */
const leftovers: readonly RegExp[] = [
  /^update this\b/i,
  /\breplace (this|me)\b/i,
  /\b(todo|fixme|tbd|tba|xxx+)\b/i,
  /\blorem ipsum\b/i,
  /^(description|title|summary|author|victim|tag\d*|synopsis|your name|insert .*|enter .*) ?(here|goes here)?$/i,
  /\{\{.*\}\}/,
]

const fields = ['title', 'description', 'summary', 'victim', 'author', 'author_url', 'final_status']

export const placeholderField: Rule = {
  id: 'placeholder-field',
  summary: 'A field still holds the text of the template the page was made from.',
  *check(document) {
    for (const name of fields) {
      const text = fieldText(document, name)
      const isLeft = text && leftovers.some((pattern) => pattern.test(text))
      // "Author" as a value of author is a leftover; as a title it could be a page about authors.
      if (isLeft) yield left(fieldOffset(document, name), name, text)
    }
    const { tags } = document.page.front.fields
    for (const [i, tag] of (Array.isArray(tags) ? tags : []).entries())
      if (typeof tag === 'string' && leftovers.some((pattern) => pattern.test(tag)))
        yield left(fieldOffset(document, 'tags', i), 'tags', tag)
  },
}

const left = (at: number, name: string, text: string): Report => ({
  at,
  message: `${name} is still the template's: "${text.slice(0, 60)}"`,
})
