/** A line of dashes, a group of them under each column's name: PowerShell's Format-Table, `az -o table`. */
const rule = /^\s*-{2,}(\s+-{2,})*\s*$/
/** A single name over dashes is a heading of some text unless it is spelled like a property. */
const propertyName = /^\s*[A-Z]?[a-z]+([A-Z][a-z]*)+\s*$/
const lookedThrough = 60

/**
 * Text that Format-Table printed. It is told apart so that it can be refused by name: columns that did not fit the
 * window are missing, values are cut or run into their neighbours, and nothing in the text says which.
 */
export function isPrintedTable(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r?\n/, lookedThrough)
  return lines.some((line, i) => rule.test(line) && isHeadOf(line, lines[i - 1] ?? ''))
}

/** Whether a name stands above each group of dashes. */
function isHeadOf(dashes: string, head: string): boolean {
  const groups = [...dashes.matchAll(/-+/g)]
  if (groups.length === 1) return propertyName.test(head)
  return groups.every(({ index, 0: group }) => /\w/.test(head.slice(index, index + group.length)))
}
