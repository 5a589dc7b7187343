/** Values as PowerShell, Graph and spreadsheets print them. "Not said" is undefined, never false or empty. */

export type Document = Readonly<Record<string, unknown>>

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  $true: true,
  yes: true,
  '1': true,
  false: false,
  $false: false,
  no: false,
  '0': false,
}

/** A boolean however it was printed; undefined when it was not. */
export const flagOf = (value: unknown): boolean | undefined =>
  typeof value === 'boolean'
    ? value
    : flags[
        String(value ?? '')
          .trim()
          .toLowerCase()
      ]

export interface ListValue {
  readonly items: readonly string[]
  /** The printer cut the list off (`{A, B...}`): what is not in it may still be set. */
  readonly isTruncated: boolean
}

/** A list as an array, as `{A, B, C...}` (Format-List, Export-Csv), or with commas, semicolons, bars, spaces (ConvertTo-Json too shallow) or line ends. */
export function listOf(value: unknown): ListValue | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value))
    return {
      items: value.map(String).filter((item) => item !== '...' && item !== '…'),
      isTruncated: value.some((item) => /(\.\.\.|…)$/.test(String(item))),
    }
  if (typeof value === 'object') {
    // A deserialised collection: {"value":[…],"Count":n}
    const inner = (value as Document).value
    return Array.isArray(inner) ? listOf(inner) : undefined
  }
  const text = String(value).trim()
  if (/^System\.|^Microsoft\.Exchange\.Data\./.test(text)) return undefined
  const isTruncated = /(\.\.\.|…)\s*}?$/.test(text)
  const items = text
    .replace(/^[{[]|[}\]]$/g, '')
    .split(/[,;|\s]+/)
    .map((item) =>
      item
        .trim()
        .replace(/^"|"$/g, '')
        .replace(/(\.\.\.|…)$/, ''),
    )
    .filter((item) => item !== '')
  return { items, isTruncated }
}

/** Whole days of a TimeSpan (`90.00:00:00`), an ISO duration (`P90D`), a number or an enum name of the retention cmdlets. */
export function daysOf(value: unknown): number | undefined {
  const named: Readonly<Record<string, number>> = {
    sevendays: 7,
    thirtydays: 30,
    threemonths: 90,
    sixmonths: 180,
    ninemonths: 270,
    twelvemonths: 365,
    threeyears: 1095,
    fiveyears: 1825,
    sevenyears: 2555,
    tenyears: 3650,
  }
  const text = String(value ?? '').trim()
  if (text === '') return undefined
  const known = named[text.toLowerCase()]
  if (known !== undefined) return known
  const span = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})/.exec(text) ?? /^P(\d+)D/.exec(text)
  if (span) return Number(span[1] ?? 0)
  return /^\d+$/.test(text) ? Number(text) : undefined
}

const folded = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase()

/** The first of the named members that is there, whatever its case or spacing. */
export function member(document: Document, ...names: readonly string[]): unknown {
  const keys = Object.keys(document)
  for (const name of names) {
    const key = keys.find((candidate) => folded(candidate) === folded(name))
    if (key !== undefined && document[key] !== null && document[key] !== '') return document[key]
  }
  return undefined
}

export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members of a value that ought to be a list of objects: an array, one object, or JSON text of either. */
export function documentsOf(value: unknown): readonly Document[] {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return documentsOf(JSON.parse(value))
    } catch {
      return []
    }
  }
  return (Array.isArray(value) ? value : [value]).filter(isDocument)
}
