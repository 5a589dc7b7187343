import { columnRef, type Expr } from '../../plan/expr.js'
import type { Item, Relation } from '../../plan/relation.js'
import type { Plugin, PluginArgument, PluginCall } from './entry.js'
import { item, project } from './relations.js'

/** Adds what the conditions compare: the address's number, the network's first and last. */
const widened = (input: Relation, items: readonly Item[]): Relation =>
  project(input, [...input.columns.map((column) => ({ column, expr: columnRef(column) })), ...items])

const both = (call: PluginCall, conditions: readonly Expr[]): Expr =>
  conditions.reduce((all, one) => call.context.call('and', [all, one], 'bool'))

/** What a left join leaves without a partner is null, of text the empty string. */
const settled = (call: PluginCall, joined: Relation, lookup: Relation): Relation => {
  const { context, input } = call
  const taken = new Set(input.columns.map((column) => column.name))
  const nameOf = (name: string): string => {
    let free = name
    for (let count = 1; taken.has(free); count++) free = `${name}${count}`
    taken.add(free)
    return free
  }
  return project(joined, [
    ...input.columns.map((column) => ({ column, expr: columnRef(column) })),
    ...lookup.columns.map((column) => {
      const value = columnRef(column)
      const expr = column.type === 'string' ? context.call('_or_empty', [value], 'string') : value
      return item(context, nameOf(column.name), expr)
    }),
  ])
}

const isFlag = (arg: PluginArgument): boolean =>
  arg.name === 'return_unmatched' || /^(true|false)$/i.test(arg.text.trim())

/** Rows of the lookup table whose network holds the address; the conditions are number ranges the engine can sort by. */
const lookup =
  (family: 4 | 6, ref: string): Plugin['lower'] =>
  (call) => {
    const { input, context } = call
    const [table, sourceArg, lookupArg, ...rest] = call.args
    const relation = table?.relation()
    const source = sourceArg?.column()
    // The key's column is looked up in the other table, by name.
    const key = relation?.columns.find(
      (column) => column.name === lookupArg?.text.trim().replace(/^\['?"?|"?'?\]$/g, ''),
    )
    if (!relation || !source || !key)
      return context.refuse(`${ref} takes a table, a column of the rows and a column of the table`)
    const unmatched = rest.some((arg) => isFlag(arg) && arg.constant() === true)
    const prefix = `_ipv${family}`
    const at = item(context, 'address', context.call(`${prefix}_number`, [columnRef(source)]))
    const low = item(context, 'first', context.call(`${prefix}_first`, [columnRef(key)]))
    const high = item(context, 'last', context.call(`${prefix}_last`, [columnRef(key)]))
    const [left, right] = [widened(input, [at]), widened(relation, [low, high])]
    const extra = rest.flatMap((arg): Expr[] => {
      const own = isFlag(arg) ? undefined : arg.column()
      const other = own && relation.columns.find((column) => column.name === own.name)
      return own && other ? [context.call('==', [columnRef(own), columnRef(other)], 'bool')] : []
    })
    const condition = both(call, [
      context.call('>=', [columnRef(at.column), columnRef(low.column)], 'bool'),
      context.call('<=', [columnRef(at.column), columnRef(high.column)], 'bool'),
      ...extra,
    ])
    const joined: Relation = {
      kind: 'join',
      join: unmatched ? 'left' : 'inner',
      left,
      right,
      condition,
      columns: [...left.columns, ...right.columns],
    }
    return settled(call, joined, relation)
  }

export const ipv4Lookup: Plugin = { lower: lookup(4, 'ipv4_lookup()'), ref: 'ipv4-lookup-plugin' }
export const ipv6Lookup: Plugin = { lower: lookup(6, 'ipv6_lookup()'), ref: 'ipv6-lookup-plugin' }
