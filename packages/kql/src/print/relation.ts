/** Core relations as SELECT statements, one function per kind. */
import { stepsOf } from '../functions/dynamic/access.js'
import { elementsAt, isExpanding } from '../functions/parts/elements.js'
import type { CallExpr, Column } from '../plan/expr.js'
import type { Item, Relation, UnnestItem } from '../plan/relation.js'
import { empty, type Fragment, identifier, joined, sql } from '../sql/fragment.js'
import { columnsAt, outputs, type Place, type Printing } from './context.js'
import { printFile } from './duckdb/file.js'
import { missing } from './duckdb/type.js'
import { printExpr, printKeys } from './expr.js'
import { printScan } from './scan.js'
import { type Selecting, selecting } from './select.js'
import { definitionName, nested, withClause } from './shared.js'

type Of<Kind extends Relation['kind']> = Extract<Relation, { kind: Kind }>
type Rules = {
  readonly [Kind in Relation['kind']]: (relation: Of<Kind>, printing: Printing, outer?: Place) => Fragment
}

export function printRelation(relation: Relation, printing: Printing, outer?: Place): Fragment {
  const rule = rules[relation.kind] as (relation: Relation, printing: Printing, outer?: Place) => Fragment
  return rule(relation, printing, outer)
}

const over = (input: Relation, printing: Printing, outer?: Place): Selecting =>
  selecting(printing, printRelation(input, printing, outer), input.columns, outer)

/** All columns of the input, under the names of the output. */
const passed = (columns: readonly Column[], place: Place): Fragment[] =>
  outputs(columns, (column) => printExpr({ kind: 'column', column, type: column.type }, place))

const nothing = (columns: readonly Column[]): Fragment =>
  columns.length === 0
    ? sql`SELECT 1 AS "Column" WHERE false`
    : sql`SELECT ${outputs(columns, (column) => missing(column.type))} WHERE false`

/** A SELECT list may not be empty. */
const listed = (items: readonly Fragment[]): Fragment =>
  items.length === 0 ? sql`1 AS "Column"` : joined(items)

function printList({ list, isList }: UnnestItem, place: Place): Fragment {
  if (list.kind === 'call' && isExpanding(list.name)) return printExpanded(list, place)
  const printed = printExpr(list, place)
  const isGiven = isList ?? (list.kind === 'call' && list.name === '_first_items')
  return isGiven ? printed : sql`json_extract(${printed}, '$[*]')`
}

/** A list as long, of an item whose elements nobody reads. */
function printCount(item: UnnestItem, place: Place): Fragment {
  const { list } = item
  const [value] = list.kind === 'call' && isExpanding(list.name) ? list.args : []
  const counted = sql`range(len(${printList(item, place)})::BIGINT)`
  if (!value) return counted
  const array = printExpr(value, place)
  return sql`CASE WHEN starts_with((${array})::VARCHAR, '[') THEN range(json_array_length(${array})::BIGINT) ELSE ${counted} END`
}

/** The elements of a value at a path; what is seldom needed is not computed beforehand. */
function printExpanded(list: CallExpr, place: Place): Fragment {
  const [value] = list.args
  const [root, steps] = value?.kind === 'call' && value.name === '_path' ? value.args : []
  if (!root) return printExpr(list, place)
  const { hoist: _, ...there } = place
  return elementsAt(printExpr(root, place), stepsOf(steps), printExpr(list, there))
}

function printItems(items: readonly Item[], columns: readonly Column[], place: Place): Fragment {
  return listed(
    outputs(columns, (column, i) =>
      printExpr(items[i]?.expr ?? { kind: 'column', column, type: column.type }, place),
    ),
  )
}

function printSorted(
  relation: Of<'sort'>,
  printing: Printing,
  outer: Place | undefined,
  tail: (place: Place) => Fragment,
): Fragment {
  const input = over(relation.input, printing, outer)
  const keys = printKeys(relation.keys, input.place)
  const columns = listed(passed(relation.columns, input.place))
  const end = tail(input.place)
  return sql`SELECT ${columns} FROM ${input.from()} ORDER BY ${keys}${end}`
}

const joinWords: Readonly<Record<Of<'join'>['join'], Fragment>> = {
  inner: sql`INNER JOIN`,
  left: sql`LEFT JOIN`,
  right: sql`RIGHT JOIN`,
  full: sql`FULL JOIN`,
  semi: sql`SEMI JOIN`,
  anti: sql`ANTI JOIN`,
  cross: sql`CROSS JOIN`,
}

const rules: Rules = {
  scan: printScan,
  file: printFile,
  values: (relation, printing, outer) => {
    const { rows, columns } = relation
    if (rows.length === 0) return nothing(columns)
    if (rows.length === 1) {
      const one = selecting(printing, sql`SELECT 1 AS one`, [], outer)
      const list = listed(
        outputs(columns, (column, i) =>
          printExpr(rows[0]?.[i] ?? { kind: 'literal', type: column.type, value: null }, one.place),
        ),
      )
      return sql`SELECT ${list} FROM ${one.from()}`
    }
    const place: Place = { printing, columns: new Map(), ...(outer ? { outer } : {}) }
    const tuples = rows.map((row) => sql`(${row.map((cell) => printExpr(cell, place))})`)
    const alias = printing.alias()
    const names = columns.map((_, i) => identifier(`c${i}`))
    return sql`SELECT ${outputs(columns, (_, i) => sql`${alias}.${names[i]}`)} FROM (VALUES ${tuples}) AS ${alias}(${names})`
  },
  filter: (relation, printing, outer) => {
    const input = over(relation.input, printing, outer)
    const condition = printExpr(relation.condition, input.place)
    return sql`SELECT ${listed(passed(relation.columns, input.place))} FROM ${input.from()} WHERE ${condition}`
  },
  project: (relation, printing, outer) => {
    // A filter right below is said in the same SELECT.
    const below = relation.input.kind === 'filter' ? relation.input : undefined
    const input = over(below ? below.input : relation.input, printing, outer)
    const condition = below ? sql` WHERE ${printExpr(below.condition, input.place)}` : empty
    const items = printItems(relation.items, relation.columns, input.place)
    return sql`SELECT ${items} FROM ${input.from()}${condition}`
  },
  aggregate: (relation, printing, outer) => {
    const input = over(relation.input, printing, outer)
    const all = [...relation.keys, ...relation.aggregates]
    const items = printItems(all, relation.columns, input.place)
    const positions = relation.keys.map((key) => printExpr(key.expr, input.place))
    const constantKeys = relation.keys.filter((key) => key.expr.kind !== 'literal')
    const groups = positions.filter((_, i) => relation.keys[i]?.expr.kind !== 'literal')
    const by = groups.length > 0 ? sql` GROUP BY ${groups}` : empty
    // Only constants as keys: still no row from no rows.
    const any = relation.keys.length > 0 && constantKeys.length === 0 ? sql` HAVING count(*) > 0` : empty
    return sql`SELECT ${items} FROM ${input.from()}${by}${any}`
  },
  join: (relation, printing, outer) => {
    const [left, right] = [printing.alias(), printing.alias()]
    const columns = new Map([
      ...columnsAt(left, relation.left.columns),
      ...columnsAt(right, relation.right.columns),
    ])
    const place: Place = { printing, columns, ...(outer ? { outer } : {}) }
    const words = joinWords[relation.join]
    const on =
      relation.join === 'cross'
        ? empty
        : sql` ON ${relation.condition ? printExpr(relation.condition, place) : sql`true`}`
    const [a, b] = [
      printRelation(relation.left, printing, outer),
      printRelation(relation.right, printing, outer),
    ]
    return sql`SELECT ${listed(passed(relation.columns, place))} FROM (${a}) AS ${left} ${words} (${b}) AS ${right}${on}`
  },
  union: (relation, printing, outer) => {
    const legs = relation.inputs.map((leg) => {
      const input = over(leg.relation, printing, outer)
      const items = outputs(relation.columns, (column, i) =>
        printExpr(leg.exprs[i] ?? { kind: 'literal', type: column.type, value: null }, input.place),
      )
      return sql`SELECT ${listed(items)} FROM ${input.from()}`
    })
    return joined(legs, sql` UNION ALL `)
  },
  sort: (relation, printing, outer) => printSorted(relation, printing, outer, () => empty),
  limit: (relation, printing, outer) => {
    const count = (place: Place) => sql` LIMIT ${printExpr(relation.count, place)}`
    const at: Place = { printing, columns: new Map(), ...(outer ? { outer } : {}) }
    if (relation.input.kind === 'sort') return printSorted(relation.input, printing, outer, () => count(at))
    const input = over(relation.input, printing, outer)
    return sql`SELECT ${listed(passed(relation.columns, input.place))} FROM ${input.from()}${count(at)}`
  },
  window: (relation, printing, outer) => {
    const input = over(relation.input, printing, outer)
    const made = new Map(relation.items.map((i) => [i.column.id, i.expr]))
    const items = outputs(relation.columns, (column) =>
      printExpr(made.get(column.id) ?? { kind: 'column', column, type: column.type }, input.place),
    )
    return sql`SELECT ${listed(items)} FROM ${input.from()}`
  },
  unnest: (relation, printing, outer) => {
    const input = over(relation.input, printing, outer)
    const read = new Set(relation.columns.map((column) => column.id))
    const lists = relation.items.map((item) => ({
      item,
      isRead: read.has(item.column.id),
      list: (read.has(item.column.id) ? printList : printCount)(item, input.place),
    }))
    const names = lists.map((_, i) => identifier(`_list${i}`))
    const alias = printing.alias()
    const inner = sql`SELECT ${[...passed(relation.input.columns, input.place), ...lists.map(({ list }, i) => sql`${list} AS ${names[i]}`)]} FROM ${input.from()}`
    const at = columnsAt(alias, relation.input.columns)
    // A null is one element that is null (mv-expand) or none (mv-apply); an empty array is none either way.
    const filled = lists.map(({ isRead }, i) => {
      const none = isRead ? sql`NULL::JSON` : sql`NULL::BIGINT`
      return sql`coalesce(${alias}.${names[i]}, ${relation.keepEmpty ? sql`[${none}]` : sql`[]`})`
    })
    const elements = new Map(lists.map(({ item }, n) => [item.column.id, sql`unnest(${filled[n]})`]))
    const lengths = filled.map((list) => sql`len(${list})`)
    const positions = sql`unnest(range(${lengths.length === 1 ? (lengths[0] ?? empty) : sql`greatest(${lengths})`}))`
    const raw = outputs(
      relation.columns,
      (column) =>
        elements.get(column.id) ?? (column === relation.index ? positions : (at.get(column.id) ?? empty)),
    )
    const counted = lists.flatMap(({ isRead }, i) =>
      isRead ? [] : [sql`unnest(${filled[i]}) AS ${names[i]}`],
    )
    const rows = sql`SELECT ${[...raw, ...counted]} FROM (${inner}) AS ${alias}`
    const outerAlias = printing.alias()
    const out = columnsAt(outerAlias, relation.columns)
    const cleaned = outputs(relation.columns, (column) => {
      const value = out.get(column.id) ?? empty
      return elements.has(column.id) ? sql`nullif(${value}, 'null'::JSON)` : value
    })
    return sql`SELECT ${listed(cleaned)} FROM (${rows}) AS ${outerAlias}`
  },
  apply: (relation, printing, outer) => {
    const [left, right] = [printing.alias(), printing.alias()]
    const leftColumns = columnsAt(left, relation.input.columns)
    const own = nested(printing, { columns: leftColumns, ...(outer ? { outer } : {}) }, printRelation)
    const applied = printRelation(relation.applied, own, own.outer?.place)
    const inner = sql`${withClause(own)}${applied}`
    const columns = new Map([...leftColumns, ...columnsAt(right, relation.applied.columns)])
    const items = passed(relation.columns, { printing, columns })
    return sql`SELECT ${items} FROM (${printRelation(relation.input, printing, outer)}) AS ${left}, LATERAL (${inner}) AS ${right}`
  },
  shared: (relation, printing) => {
    const { definition } = relation
    const name = definitionName(definition, printing, printRelation)
    const alias = printing.alias()
    const at = columnsAt(alias, definition.relation.columns)
    const items = outputs(relation.columns, (column) => {
      const original = definition.relation.columns[relation.columns.indexOf(column)]
      return (original && at.get(original.id)) ?? empty
    })
    return sql`SELECT ${listed(items)} FROM ${name} AS ${alias}`
  },
  sequence: (relation, printing, outer) => {
    const place: Place = { printing, columns: new Map(), ...(outer ? { outer } : {}) }
    const [from, to, step] = [relation.from, relation.to, relation.step].map((part) => printExpr(part, place))
    const [column] = relation.columns
    if (!column) return nothing([])
    const real = column.type === 'real' || column.type === 'decimal'
    const values = real
      ? sql`list_transform(generate_series(0, floor((${to} - ${from}) / ${step} + 1e-12)::BIGINT), lambda i: ${from} + i * ${step})`
      : sql`generate_series(${from}, ${to}, ${step})`
    return sql`SELECT unnest(${values}) AS ${identifier(column.name)}`
  },
  recursive: (relation, printing, outer) => {
    const name = identifier(`${relation.working.name}#${relation.working.id}`)
    printing.shared.set(relation.working.id, { name, definition: relation.working, body: empty })
    const start = printRelation(relation.start, printing, outer)
    const step = printRelation(relation.step, printing, outer)
    printing.shared.delete(relation.working.id)
    const alias = printing.alias()
    const at = columnsAt(alias, relation.start.columns)
    const items = outputs(relation.columns, (_, i) => at.get(relation.start.columns[i]?.id ?? -1) ?? empty)
    return sql`SELECT ${items} FROM (WITH RECURSIVE ${name} AS (${start} UNION ALL ${step}) SELECT * FROM ${name}) AS ${alias}`
  },
}
