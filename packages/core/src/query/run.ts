import { decodeRow, type KqlValue } from '@bigyellowtaxi/kql/decode'
import type { NativeServices } from '@bigyellowtaxi/kql/run'
import type { Engine, QueryOptions } from '@bigyellowtaxi/lake'
import { kqlTables } from '@bigyellowtaxi/records/tables'
import { quotedName, quotedText } from '../sql/quote.js'
import type { PlanResult } from './plan.js'

export type KqlRow = Readonly<Record<string, KqlValue>>

export interface RunOptions extends QueryOptions {
  /** Rows after which reading stops; the answer says that there are more. */
  readonly limit?: number
  readonly services?: NativeServices
}

export interface RunResult {
  readonly rows: readonly KqlRow[]
  readonly isTruncated: boolean
}

const registered = new WeakMap<Engine, Map<string, Promise<void>>>()

/**
 * Registers the TypeScript functions a plan calls, each once for an engine. Whoever asks for one that is still being
 * loaded waits for it; one that could not be loaded is tried again.
 */
export async function registerNatives(
  engine: Engine,
  names: readonly string[],
  services: NativeServices = {},
): Promise<void> {
  const known = registered.get(engine) ?? new Map<string, Promise<void>>()
  registered.set(engine, known)
  for (const name of names) {
    const ready = known.get(name) ?? registerNative(engine, name, services)
    known.set(name, ready)
    try {
      await ready
    } catch (error) {
      known.delete(name)
      throw error
    }
  }
}

async function registerNative(engine: Engine, name: string, services: NativeServices): Promise<void> {
  const { nativeFunction } = await import('@bigyellowtaxi/kql/run')
  const native = nativeFunction(name)
  if (!native) throw new Error(`the plan calls ${name}, which this version does not have`)
  await native.load?.()
  await engine.registerFunction(native.name, native.arity, native.make(services))
}

/** Runs one result of a plan and reads its rows as KQL values. */
export async function runPlan(
  engine: Engine,
  plan: PlanResult,
  options: RunOptions = {},
): Promise<RunResult> {
  await registerNatives(engine, plan.natives, options.services)
  const limit = options.limit ?? Number.POSITIVE_INFINITY
  const rows: KqlRow[] = []
  for await (const chunk of engine.stream(plan.sql, options)) {
    for (const row of chunk.rows) {
      if (rows.length >= limit) return { rows, isTruncated: true }
      rows.push(decodeRow(row, plan.columns))
    }
  }
  return { rows, isTruncated: false }
}

const tables = kqlTables()

/** Of the named KQL tables, those for which nothing of their kind was ingested. */
export async function emptyTables(engine: Engine, names: readonly string[]): Promise<readonly string[]> {
  const empty: string[] = []
  for (const name of names) {
    const sources = tables.get(name)?.rows ?? []
    let isEmpty = true
    for (const { relation, where } of sources) {
      const conditions = (where ?? []).map((condition) => {
        const column = quotedName(condition.column)
        const values = ('in' in condition ? condition.in : condition.notIn).map((value) =>
          typeof value === 'number' ? String(value) : quotedText(value),
        )
        return 'in' in condition
          ? `${column} IN (${values.join(', ')})`
          : `(${column} IS NULL OR ${column} NOT IN (${values.join(', ')}))`
      })
      const { rows } = await engine.query(
        `SELECT 1 AS n FROM "${relation}" ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} LIMIT 1`,
      )
      if (rows.length > 0) isEmpty = false
    }
    if (isEmpty) empty.push(name)
  }
  return empty
}
