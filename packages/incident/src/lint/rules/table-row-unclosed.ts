import { endOf, startOf } from '../../markdown/parse.js'
import { nodesOf } from '../prose.js'
import type { Rule } from '../rule.js'

export const tableRowUnclosed: Rule = {
  id: 'table-row-unclosed',
  summary: 'A table row lacks the closing (or opening) bar that the other rows of the table have.',
  *check(document) {
    for (const table of nodesOf(document, 'table')) {
      const rows = table.children.map((row) => {
        const source = document.text.slice(startOf(row), endOf(row)).trimEnd()
        return { row, source, closed: /(?<!\\)\|$/.test(source), opened: source.startsWith('|') }
      })
      const header = rows[0]
      if (!header) continue
      for (const { row, source, closed, opened } of rows.slice(1)) {
        const end = startOf(row) + source.length
        if (header.closed && !closed)
          yield { at: end - 1, message: 'the row is not closed with |', fix: { start: end, end, text: ' |' } }
        if (header.opened && !opened)
          yield {
            at: startOf(row),
            message: 'the row is not opened with |',
            fix: { start: startOf(row), end: startOf(row), text: '| ' },
          }
      }
    }
  },
}
