import { endOf, startOf } from '../../markdown/parse.js'
import { nodesOf } from '../prose.js'
import type { Rule } from '../rule.js'

export const tableCellCount: Rule = {
  id: 'table-cell-count',
  summary: 'A table row has fewer or more cells than its header: cells are lost on the page.',
  *check(document) {
    for (const table of nodesOf(document, 'table')) {
      const width = table.children[0]?.children.length ?? 0
      for (const row of table.children.slice(1)) {
        const count = row.children.length
        const source = document.text.slice(startOf(row), endOf(row))
        // A line without any bar right after a table is taken in as a row: that is a missing blank line, and counts.
        if (count !== width)
          yield {
            at: startOf(row),
            message: `${count} cells under a header of ${width}: ${source.slice(0, 40)}`,
          }
      }
    }
  },
}
