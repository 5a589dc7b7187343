/**
 * Types of plan values, the same ten as KQL's. How the engine represents each is in docs/kql.md and in
 * print/duckdb/type.ts: datetime and timespan are 100 ns ticks in a BIGINT (datetime counted from year 1),
 * dynamic is JSON, guid is UUID, a string is never NULL.
 */
export type { KustoType } from '../schema.js'

import type { KustoType } from '../schema.js'

export const TICKS_PER_SECOND = 10_000_000n
export const TICKS_PER_DAY = 864_000_000_000n
/** Ticks of 1970-01-01, counted from 0001-01-01 as Kusto (and .NET) do. */
export const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n
/** Ticks of 9999-12-31T23:59:59.9999999, the last datetime. */
export const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n

export const numericTypes: readonly KustoType[] = ['int', 'long', 'real', 'decimal']
export const isNumeric = (type: KustoType): boolean => numericTypes.includes(type)
export const isTemporal = (type: KustoType): boolean => type === 'datetime' || type === 'timespan'

/** Every spelling of a type in a query. */
const typeNames: Readonly<Record<string, KustoType>> = {
  bool: 'bool',
  boolean: 'bool',
  date: 'datetime',
  datetime: 'datetime',
  decimal: 'decimal',
  double: 'real',
  dynamic: 'dynamic',
  guid: 'guid',
  uuid: 'guid',
  uniqueid: 'guid',
  int: 'int',
  int32: 'int',
  long: 'long',
  int64: 'long',
  real: 'real',
  string: 'string',
  time: 'timespan',
  timespan: 'timespan',
}

export const typeByName = (name: string | undefined): KustoType | undefined =>
  name === undefined ? undefined : typeNames[name.toLowerCase()]
