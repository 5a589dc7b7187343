import { isArray, readDynamic } from '../../functions/native/json.js'
import { type Column, columnRef, type LiteralValue, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { KustoType } from '../../plan/type.js'
import type { Plugin, PluginCall, PluginContext } from './entry.js'
import { distinct, item, itemsOf, project } from './relations.js'

/** What a property holds, to a column's type; different kinds of it make the column dynamic. */
const columnTypes: Readonly<Record<string, KustoType>> = {
  long: 'long',
  double: 'real',
  string: 'string',
  bool: 'bool',
  array: 'dynamic',
  dictionary: 'dynamic',
}

/**
 * The properties of a column of bags and the kinds of their values, from the data; a date in text is a datetime
 * only where the query declares it so.
 */
function propertiesOf(input: Relation, bag: Column, context: PluginContext): Map<string, KustoType> {
  const key = context.column('key', 'dynamic')
  const keys: Relation = {
    kind: 'unnest',
    input,
    items: [{ column: key, list: itemsOf(context.call('bag_keys', [columnRef(bag)], 'dynamic')) }],
    keepEmpty: false,
    columns: [...input.columns, key],
  }
  const name = context.call('tostring', [columnRef(key)], 'string')
  const value = context.call('_member', [columnRef(bag), name], 'dynamic')
  const kinds = distinct(keys, [
    item(context, 'name', name),
    item(context, 'kind', context.call('gettype', [value], 'string')),
  ])
  const found = new Map<string, KustoType>()
  for (const [property, kind] of context.probe(kinds)) learn(found, String(property), String(kind))
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function learn(found: Map<string, KustoType>, property: string, kind: string): void {
  const before = found.get(property)
  const type = columnTypes[kind]
  // A property that is only ever null is text, as Kusto has it.
  if (type === undefined) found.set(property, before ?? 'string')
  else if (before === undefined || before === type) found.set(property, type)
  else
    found.set(
      property,
      new Set([before, type]).has('string') || before === 'dynamic' || type === 'dynamic'
        ? 'dynamic'
        : 'real',
    )
}

/** An option by its name, or by its place behind the column. */
function option(call: PluginCall, name: string, place: number): LiteralValue | undefined {
  const given = call.args.find((arg) => arg.name === name) ?? call.args[place]
  return given?.name === undefined || given.name === name ? given?.constant() : undefined
}

function ignoredOf(value: LiteralValue | undefined): Set<string> {
  const list = readDynamic(typeof value === 'string' ? value : null)
  return new Set(isArray(list) ? list.map(String) : [])
}

type Conflict = 'error' | 'replace_source' | 'keep_source'

function lower(call: PluginCall): Relation {
  const { input, context } = call
  const [first] = call.args
  const bag = first?.column()
  if (bag?.type !== 'dynamic') return context.refuse('bag_unpack() takes a dynamic column')
  const prefix = String(option(call, 'OutputColumnPrefix', 1) ?? '')
  const conflict = (option(call, 'columnsConflict', 2) ?? 'error') as Conflict
  const ignored = ignoredOf(option(call, 'ignoredProperties', 3))
  const kept = input.columns.filter((column) => column.id !== bag.id)
  if (call.declared) return declared(call, bag, prefix)
  const properties = [...propertiesOf(input, bag, context)].filter(([name]) => !ignored.has(name))
  const made = new Map(properties.map(([name, type]) => [`${prefix}${name}`, { name, type }]))
  const clash = kept.find((column) => made.has(column.name))
  if (clash && conflict === 'error') {
    return context.refuse(
      `the bag has a property "${clash.name}", and so has the row`,
      "columnsConflict='replace_source'",
    )
  }
  const take = (outName: string, name: string, type: KustoType) =>
    item(
      context,
      outName,
      context.coerce(context.call('_member', [columnRef(bag), literal('string', name)], 'dynamic'), type),
    )
  const source = input.columns.flatMap((column) => {
    const property = made.get(column.name)
    const replaced = property && (column.id === bag.id || conflict === 'replace_source')
    if (replaced) return [take(column.name, property.name, property.type)]
    return column.id === bag.id ? [] : [{ column, expr: columnRef(column) }]
  })
  const names = new Set(input.columns.map((column) => column.name))
  const added = [...made]
    .filter(([name]) => !names.has(name))
    .map(([name, { name: key, type }]) => take(name, key, type))
  return project(input, [...source, ...added])
}

/** Columns the query declares: those the row has are passed through, the rest are properties. */
function declared(
  { input, context, declared: columns = [] }: PluginCall,
  bag: Column,
  prefix: string,
): Relation {
  return project(
    input,
    columns.map(({ name, type }) => {
      const own = input.columns.find((column) => column.name === name && column.id !== bag.id)
      if (own) return { column: own, expr: columnRef(own) }
      const key = name.startsWith(prefix) ? name.slice(prefix.length) : name
      const value = context.call('_member', [columnRef(bag), literal('string', key)], 'dynamic')
      return item(context, name, context.coerce(value, type))
    }),
  )
}

export const bagUnpack: Plugin = { lower, ref: 'bag-unpack-plugin' }
