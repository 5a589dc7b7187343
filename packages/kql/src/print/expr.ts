/** Scalar expressions as SQL: the row of each function says how. */
import { aggregateFunctions } from '../functions/aggregate/registry.js'
import type { CallSite, NativeFunction } from '../functions/entry.js'
import { scalarFunctions } from '../functions/registry.js'
import { windowFunctions } from '../functions/window/registry.js'
import type { AggregateExpr, CallExpr, Expr, SortKey, WindowExpr } from '../plan/expr.js'
import { empty, type Fragment, identifier, joined, sql } from '../sql/fragment.js'
import { columnNames, type Place } from './context.js'
import { nativeResult, nativeText } from './duckdb/native.js'
import { printLiteral, sqlTypes } from './duckdb/type.js'

export function printExpr(expr: Expr, place: Place): Fragment {
  switch (expr.kind) {
    case 'literal':
      return printLiteral(expr)
    case 'column':
      return columnAt(expr.column.id, place, expr.column.name)
    case 'call':
      return printCall(expr, place)
    case 'aggregate':
      return printAggregate(expr, place)
    case 'window':
      return printWindow(expr, place)
    case 'subquery': {
      const alias = place.printing.alias()
      const name = identifier(columnNames(expr.relation.columns).get(expr.column.id) ?? expr.column.name)
      const value = sql`(SELECT ${alias}.${name} FROM (${place.printing.relation(expr.relation)}) AS ${alias} LIMIT 1)`
      return expr.type === 'string' ? sql`coalesce(${value}, '')` : value
    }
    case 'in-subquery': {
      const alias = place.printing.alias()
      const name = identifier(columnNames(expr.relation.columns).get(expr.column.id) ?? expr.column.name)
      const rows = place.printing.relation(expr.relation)
      return sql`coalesce(${printExpr(expr.needle, place)} IN (SELECT ${alias}.${name} FROM (${rows}) AS ${alias}), false)`
    }
  }
}

function columnAt(id: number, place: Place, name: string): Fragment {
  for (let at: Place | undefined = place; at; at = at.outer) {
    const found = at.columns.get(id)
    if (found) return found
  }
  throw new Error(`the plan reads column ${name}#${id}, which its input does not have`)
}

/** NULL can come out. */
export function isNullable(expr: Expr): boolean {
  if (expr.type === 'string') return false
  if (expr.kind === 'literal') return expr.value === null
  if (expr.kind !== 'call') return true
  const rule = scalarFunctions.get(expr.name)?.nulls ?? 'own'
  return rule === 'own' || (rule === 'propagate' && expr.args.some(isNullable))
}

function printCall(expr: CallExpr, place: Place): Fragment {
  const entry = scalarFunctions.get(expr.name)
  if (!entry) throw new Error(`the plan calls ${expr.name}, which has no row`)
  const args = expr.args.map((arg) => printExpr(arg, place))
  const site: CallSite = {
    types: expr.args.map((arg) => arg.type),
    type: expr.type,
    args: expr.args,
    ...(place.atTable && { atTable: true }),
  }
  remember(place, entry.native ? [entry.native] : [])
  remember(place, entry.natives ?? [])
  const made = entry.sql
    ? spelled((given) => entry.sql?.duckdb(given, site) ?? empty, args, place)
    : printNative(entry.native, args, site)
  const mayBeNull =
    entry.nulls === 'own' || (entry.nulls === 'propagate' && expr.args.some((arg) => isNullable(arg)))
  return expr.type === 'string' && mayBeNull ? sql`coalesce(${made}, '')` : made
}

const LONG = 160

/** Reading JSON costs more than a column more, however short it is said. */
const isCostly = (arg: Fragment): boolean => arg.text.length > LONG || arg.text.includes('json_extract')

/** Renders a template; a long or costly argument that it repeats is computed once, below. */
function spelled(
  render: (args: readonly Fragment[]) => Fragment,
  args: readonly Fragment[],
  place: Place,
): Fragment {
  const made = render(args)
  const { hoist } = place
  if (!hoist || !args.some(isCostly)) return made
  const repeated = (arg: Fragment) => isCostly(arg) && made.text.split(arg.text).length > 2
  if (!args.some(repeated)) return made
  return render(args.map((arg) => (repeated(arg) ? hoist(arg) : arg)))
}

function remember(place: Place, natives: readonly NativeFunction[]): void {
  for (const native of natives) place.printing.natives.set(native.name, native)
}

function printNative(
  native: NativeFunction | undefined,
  args: readonly Fragment[],
  site: CallSite,
): Fragment {
  if (!native) throw new Error('a function row says neither sql nor native nor lower')
  const given = Array.from({ length: native.arity }, (_, i) => {
    const arg = args[i]
    const type = site.types[i]
    return arg && type ? nativeText(arg, type) : sql`NULL`
  })
  return nativeResult(sql`${identifier(native.name)}(${given})`, site.type)
}

export function printKeys(keys: readonly SortKey[], place: Place): Fragment {
  return joined(
    keys.flatMap((key) => {
      const value = printExpr(key.expr, place)
      const nulls = key.nullsFirst ? sql`NULLS FIRST` : sql`NULLS LAST`
      const own = sql`${value} ${key.descending ? sql`DESC` : sql`ASC`} ${nulls}`
      if (key.expr.type !== 'real') return [own]
      // NaN stands beside the nulls, whatever the direction; the engine holds it for the greatest.
      return [sql`isnan(${value}) ${key.nullsFirst ? sql`DESC` : sql`ASC`} ${nulls}`, own]
    }),
  )
}

function printAggregate(expr: AggregateExpr, place: Place): Fragment {
  const entry = aggregateFunctions.get(expr.name)
  if (!entry?.sql) throw new Error(`the plan aggregates by ${expr.name}, which has no row`)
  remember(place, entry.natives ?? [])
  const filter = expr.filter ? sql` FILTER (WHERE ${printExpr(expr.filter, place)})` : empty
  const order = expr.order?.length ? sql` ORDER BY ${printKeys(expr.order, place)}` : empty
  const args = expr.args.map((arg) => printExpr(arg, place))
  const types = expr.args.map((arg) => arg.type)
  const site = { types, type: expr.type, args: expr.args, filter, order }
  const made = spelled((given) => entry.sql?.duckdb(given, site) ?? empty, args, place)
  if (expr.type === 'string') return sql`coalesce(${made}, '')`
  return entry.nulls === 'never' || expr.type !== 'dynamic' ? made : sql`(${made})::${sqlTypes.dynamic}`
}

function printWindow(expr: WindowExpr, place: Place): Fragment {
  const entry = windowFunctions.get(expr.name)
  if (!entry?.sql) throw new Error(`the plan has a window ${expr.name}, which has no row`)
  const partition = expr.partition.map((part) => printExpr(part, place))
  const order = expr.order.length > 0 ? printKeys(expr.order, place) : empty
  const parted = partition.length > 0 ? sql`PARTITION BY ${partition} ` : empty
  const over = sql`${parted}${order.text === '' ? empty : sql`ORDER BY ${order}`}`
  const site = {
    types: expr.args.map((arg) => arg.type),
    type: expr.type,
    args: expr.args,
    over,
    partition,
    order,
  }
  const made = entry.sql.duckdb(
    expr.args.map((arg) => printExpr(arg, place)),
    site,
  )
  return expr.type === 'string' ? sql`coalesce(${made}, '')` : made
}
