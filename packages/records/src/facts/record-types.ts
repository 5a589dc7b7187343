import { recordTypeLines } from './generated/record-types.js'

/** Name of each RecordType number, as the Management Activity API spells it. */
export const recordTypeNames: ReadonlyMap<number, string> = /* @__PURE__ */ new Map(
  recordTypeLines.split('\n').map((line) => {
    const [number, names] = splitAt(line)
    return [Number(number), names.split('|')[0] ?? '']
  }),
)

const numbers = /* @__PURE__ */ buildNumbers()

/**
 * Number of a RecordType written as a number, as digits or by name (Management API or Graph spelling, any
 * case). Undefined when no such type is known.
 */
export function recordTypeNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d{1,6}$/.test(text)) return Number(text)
  return numbers.get(fold(text))
}

/** Graph's second names come first so that the Management API's own spelling wins where two types swap names. */
function buildNumbers(): Map<string, number> {
  const byName = new Map<string, number>()
  const lines = recordTypeLines.split('\n').map(splitAt)
  for (const [number, names] of lines) {
    const second = names.split('|')[1]
    if (second) byName.set(fold(second), Number(number))
  }
  for (const [number, names] of lines.toReversed())
    byName.set(fold(names.split('|')[0] ?? ''), Number(number))
  return byName
}

function splitAt(line: string): [number: string, names: string] {
  const blank = line.indexOf(' ')
  return [line.slice(0, blank), line.slice(blank + 1)]
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(' ', '')
}
