const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
type Unit = keyof typeof milliseconds

const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const isoUnits: readonly Unit[] = ['w', 'd', 'h', 'm', 's']

/** Milliseconds of a timespan as rule files write it: `1h`, `14d`, `5m`, or ISO 8601 (`PT1H`, `P14D`). */
export function parseTimespan(text: string): number | undefined {
  const short = /^(\d+(?:\.\d+)?)\s*(ms|[smhdw])$/i.exec(text.trim())
  if (short) return Number(short[1]) * milliseconds[short[2]?.toLowerCase() as Unit]
  const long = iso.exec(text.trim().toUpperCase())
  if (!long || text.trim().length < 3) return undefined
  return isoUnits.reduce((sum, unit, i) => sum + Number(long[i + 1] ?? 0) * milliseconds[unit], 0)
}

/** The timespan as a KQL literal in whole seconds, for instance `3600s`. */
export const kqlTimespan = (ms: number): string => `${Math.ceil(ms / 1000)}s`
