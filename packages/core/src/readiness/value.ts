import { fromPowerShellText } from '@bigyellowtaxi/records'

/** Values as PowerShell, Graph and spreadsheets print them. "Not said" is undefined, never false or empty. */

export type Document = Readonly<Record<string, unknown>>

/** As PowerShell and JSON write them, and as a spreadsheet of another language writes them back. */
const words: readonly (readonly [boolean, string])[] = [
  [true, 'true $true yes 1 enabled wahr vrai verdadero verdadeiro vero waar prawda sant sand tosi истина 真'],
  [false, 'false $false no 0 disabled falsch faux falso onwaar fałsz falskt falsk epätosi ложь 偽'],
]
const flags = new Map(words.flatMap(([flag, list]) => list.split(' ').map((word) => [word, flag] as const)))

/** The value of a deserialised enum (`{"value":4,"Value":"SharedMailbox"}`); anything else as it is. */
export function plainValue(value: unknown): unknown {
  if (!isDocument(value)) return value
  const said = value.Value ?? value.value
  return typeof said === 'object' ? undefined : said
}

/** A text, a number or a flag as text; empty where an object or nothing stands. */
export function wordOf(value: unknown): string {
  const plain = plainValue(value)
  return plain === null || plain === undefined || typeof plain === 'object' ? '' : String(plain).trim()
}

/** A boolean however it was printed; undefined when it was not. */
export const flagOf = (value: unknown): boolean | undefined => {
  const plain = plainValue(value)
  return typeof plain === 'boolean' ? plain : flags.get(wordOf(plain).toLowerCase())
}

export interface ListValue {
  readonly items: readonly string[]
  /** The printer cut the list off (`{A, B...}`): what is not in it may still be set. */
  readonly isTruncated: boolean
}

const cut = /(\.\.\.|…)\s*[}\]"]*$/
/** What a printer puts where a list should be: the name of its type, or nothing that names anything. */
const typeName = /^(@\{|\[object|System\.|Microsoft\.|Deserialized\.|[\w.]+`\d)/

/** A list of names; what is no name (an object, a type) makes it a list that was not shown whole. */
function listOfItems(values: readonly unknown[]): ListValue {
  const items = values.map(wordOf)
  const isName = (item: string) => item !== '' && !typeName.test(item)
  return {
    items: items.map((item) => item.replace(cut, '')).filter(isName),
    isTruncated: items.some((item) => cut.test(item) || !isName(item)),
  }
}

/** A list as an array, as `{A, B, C...}` (Format-List, Export-Csv), or with commas, semicolons, bars, spaces (ConvertTo-Json too shallow) or line ends. */
export function listOf(value: unknown): ListValue | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return listOfItems(value)
  if (typeof value === 'object') {
    // A deserialised collection: {"value":[…],"Count":n}
    const inner = (value as Document).value
    return Array.isArray(inner) ? listOf(inner) : undefined
  }
  const text = String(value).trim()
  if (typeName.test(text)) return undefined
  const names = text
    .replace(/^[{[(]|[}\])]$/g, '')
    .split(/[,;|\s]+/)
    .map((item) => item.trim().replace(/^["']|["']$/g, ''))
  return {
    ...listOfItems(names.filter((item) => item !== '')),
    // A brace that never closes is a cell that was cut, without even the dots.
    ...(cut.test(text) || (text.startsWith('{') && !text.endsWith('}')) ? { isTruncated: true } : {}),
  }
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
  // A TimeSpan that ConvertTo-Json took apart
  if (isDocument(value)) return daysOf(member(value, 'TotalDays', 'Days') ?? plainValue(value))
  const text = wordOf(value)
  if (text === '') return undefined
  const known = named[text.toLowerCase()]
  if (known !== undefined) return known
  const span = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})/.exec(text) ?? /^P(?:(\d+)D|T0)/.exec(text)
  if (span) return Number(span[1] ?? 0)
  return /^\d+(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : undefined
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

/** Members of a value that ought to be a list of objects: an array, one object, or text of either (JSON, `@{a=1; b=2}`). */
export function documentsOf(value: unknown): readonly Document[] {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return documentsOf(JSON.parse(value))
    } catch {
      return []
    }
  }
  return (Array.isArray(value) ? value : [value]).map(fromPowerShellText).filter(isDocument)
}
