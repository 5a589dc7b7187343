import {
  type DuckDBArrayType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Value } from '../engine.js'
import { isoTime } from './iso-time.js'

type Decode = (value: DuckDBValue) => Value

/** Beyond 2^53 a number would round, so it stays a bigint. */
const integer = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value

const asIs: Decode = (value) => value as Value
const asText: Decode = (value) => String(value)
const asInteger: Decode = (value) => integer(value as bigint)

/** DuckDB's infinities of time have no ISO form. */
const finite = (value: bigint, unit: bigint, text: string): string =>
  value >= 9223372036854775807n || value <= -9223372036854775807n ? text : isoTime(value * unit)

const scalars: Partial<Record<DuckDBTypeId, Decode>> = {
  [DuckDBTypeId.BOOLEAN]: asIs,
  [DuckDBTypeId.TINYINT]: asIs,
  [DuckDBTypeId.SMALLINT]: asIs,
  [DuckDBTypeId.INTEGER]: asIs,
  [DuckDBTypeId.UTINYINT]: asIs,
  [DuckDBTypeId.USMALLINT]: asIs,
  [DuckDBTypeId.UINTEGER]: asIs,
  [DuckDBTypeId.FLOAT]: asIs,
  [DuckDBTypeId.DOUBLE]: asIs,
  [DuckDBTypeId.VARCHAR]: asIs,
  [DuckDBTypeId.BIGINT]: asInteger,
  [DuckDBTypeId.UBIGINT]: asInteger,
  [DuckDBTypeId.HUGEINT]: asInteger,
  [DuckDBTypeId.UHUGEINT]: asInteger,
  [DuckDBTypeId.DECIMAL]: (value) => Number(String(value)),
  [DuckDBTypeId.TIMESTAMP]: (value) => {
    const { micros } = value as { micros: bigint }
    return finite(micros, 1000n, String(value))
  },
  [DuckDBTypeId.TIMESTAMP_TZ]: (value) => {
    const { micros } = value as { micros: bigint }
    return finite(micros, 1000n, String(value))
  },
  [DuckDBTypeId.TIMESTAMP_S]: (value) => isoTime((value as { seconds: bigint }).seconds * 1_000_000_000n),
  [DuckDBTypeId.TIMESTAMP_MS]: (value) => isoTime((value as { millis: bigint }).millis * 1_000_000n),
  [DuckDBTypeId.TIMESTAMP_NS]: (value) => {
    const { nanos } = value as { nanos: bigint }
    return finite(nanos, 1n, String(value))
  },
}

const decodeList = (item: DuckDBType): Decode => {
  const decode = decoder(item)
  return (value) => (value as unknown as { items: readonly DuckDBValue[] }).items.map(decode)
}

function decodeStruct(type: DuckDBStructType): Decode {
  const fields = type.entryNames.map((name, i) => [name, decoder(type.entryTypes[i] as DuckDBType)] as const)
  return (value) => {
    const { entries } = value as unknown as { entries: Readonly<Record<string, DuckDBValue>> }
    // fromEntries defines own properties, so a field called __proto__ is only a field
    return Object.fromEntries(
      fields.map(([name, decode]) => [
        name,
        decode(Object.hasOwn(entries, name) ? (entries[name] ?? null) : null),
      ]),
    )
  }
}

function decodeMap(type: DuckDBMapType): Decode {
  const key = decoder(type.keyType)
  const item = decoder(type.valueType)
  return (value) => {
    const { entries } = value as unknown as {
      entries: readonly { key: DuckDBValue; value: DuckDBValue }[]
    }
    return Object.fromEntries(entries.map((entry) => [String(key(entry.key)), item(entry.value)]))
  }
}

/** The function that turns values of one DuckDB type into the plain values `engine.ts` promises. */
export function decoder(type: DuckDBType): Decode {
  const decode = nested(type) ?? scalars[type.typeId] ?? asText
  return (value) => (value === null || value === undefined ? null : decode(value))
}

function nested(type: DuckDBType): Decode | undefined {
  switch (type.typeId) {
    case DuckDBTypeId.LIST:
      return decodeList((type as DuckDBListType).valueType)
    case DuckDBTypeId.ARRAY:
      return decodeList((type as DuckDBArrayType).valueType)
    case DuckDBTypeId.STRUCT:
      return decodeStruct(type as DuckDBStructType)
    case DuckDBTypeId.MAP:
      return decodeMap(type as DuckDBMapType)
    default:
      return undefined
  }
}
