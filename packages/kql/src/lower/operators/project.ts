import { child, kindOf, list, type Node, nameOf, textOf } from '../../kusto/syntax.js'
import { type Column, literalValue } from '../../plan/expr.js'
import { namedValues } from '../items.js'
import { columnName, item, passing, project as projectRows } from '../rows.js'
import type { Rows } from '../scope.js'
import { refuse } from '../scope.js'
import { withWindows } from '../windows.js'
import { piped } from './entry.js'

export const project = piped((lowering, node, input, names) => {
  const taken = new Set<string>()
  const { rows, value: items } = withWindows(lowering, input, names, (frame) =>
    list(node, 'Expressions')
      .flatMap((n) => namedValues(lowering, n, frame))
      .map((found) => {
        const name = columnName(found.name, taken, input.relation.columns)
        taken.add(name)
        if (found.expr.kind === 'column' && found.expr.column.name === name) return passing(found.expr.column)
        return item(lowering.column(name, found.expr.type), found.expr)
      }),
  )
  const seen = new Set<number>()
  // The same column twice needs an identity of its own the second time.
  const distinct = items.map((i) => {
    if (!seen.has(i.column.id)) {
      seen.add(i.column.id)
      return i
    }
    return item(lowering.column(i.column.name, i.column.type), i.expr)
  })
  return projectRows(rows, distinct)
})

/** Columns a list of names and wildcards means, in the order of the list. */
function columnsNamed(input: Rows, node: Node): Column[] {
  const columns = input.relation.columns
  if (kindOf(node) === 'StarExpression') return [...columns]
  const text = textOf(node).replace(/^\['?"?|'?"?\]$/g, '')
  const wild = /^(Wildcarded|BracketedWildcarded)/.test(kindOf(child(node, 'Name')))
  if (!wild) {
    const name = nameOf(node)
    const found = columns.filter((column) => column.name === name)
    if (found.length === 0 && !input.open) return refuse(node, 'KQL202', `there is no column ${name} here`)
    return found
  }
  const pattern = new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )
  return columns.filter((column) => pattern.test(column.name))
}

const nameNodes = (node: Node): Node[] => list(node, 'Expressions')

export const projectAway = piped((_lowering, node, input) => {
  const away = new Set(nameNodes(node).flatMap((n) => columnsNamed(input, n)))
  return projectRows(input, input.relation.columns.filter((column) => !away.has(column)).map(passing))
})

export const projectKeep = piped((_lowering, node, input) => {
  const kept = new Set(nameNodes(node).flatMap((n) => columnsNamed(input, n)))
  return projectRows(input, input.relation.columns.filter((column) => kept.has(column)).map(passing))
})

/** Named columns come first, `asc`/`desc` sorts what a wildcard found by name; the rest follows. */
export const projectReorder = piped((_lowering, node, input) => {
  const first: Column[] = []
  for (const element of nameNodes(node)) {
    const ordered = kindOf(element) === 'OrderedExpression'
    const name = ordered ? child(element, 'Expression') : element
    let found = columnsNamed(input, name)
    if (ordered) {
      const ordering = textOf(child(element, 'Ordering')).toLowerCase()
      found = [...found].sort((a, b) => natural(a.name, b.name, ordering))
      if (ordering.includes('desc')) found.reverse()
    }
    for (const column of found) if (!first.includes(column)) first.push(column)
  }
  const rest = input.relation.columns.filter((column) => !first.includes(column))
  return projectRows(input, [...first, ...rest].map(passing))
})

const natural = (a: string, b: string, ordering: string): number =>
  ordering.includes('granny') ? a.localeCompare(b, 'en', { numeric: true }) : a < b ? -1 : a > b ? 1 : 0

export const projectRename = piped((lowering, node, input) => {
  const renamed = new Map<Column, string>()
  for (const element of nameNodes(node)) {
    if (kindOf(element) !== 'SimpleNamedExpression')
      return refuse(element, 'KQL300', 'a rename is written new = old')
    const [old] = columnsNamed(input, child(element, 'Expression'))
    if (old) renamed.set(old, nameOf(child(element, 'Name')))
  }
  return projectRows(
    input,
    input.relation.columns.map((column) => {
      const name = renamed.get(column)
      return name === undefined
        ? passing(column)
        : item(lowering.column(name, column.type), { kind: 'column', column, type: column.type })
    }),
  )
})

/** Columns by name patterns that an expression gives as text; names it does not find are passed over. */
export const projectByNames = piped((lowering, node, input, names) => {
  const wanted: string[] = []
  for (const element of nameNodes(node)) {
    const value = literalValue(lowering.expr(element, { names, columns: [] }))
    const list: unknown = typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value
    for (const name of Array.isArray(list) ? list : [list]) {
      if (typeof name !== 'string') return refuse(element, 'KQL205', 'project-by-names needs constant names')
      wanted.push(name)
    }
  }
  const found: Column[] = []
  for (const name of wanted) {
    const pattern = new RegExp(
      `^${name
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    )
    for (const column of input.relation.columns)
      if (pattern.test(column.name) && !found.includes(column)) found.push(column)
  }
  return projectRows(input, found.map(passing))
})
