import type { SweepTarget } from '@bigyellowtaxi/incident'
import { type Engine, foldIndicator } from '@bigyellowtaxi/lake'

/** Kinds of the lake's indicator index by kind of indicator; kinds without a row are in no log the lake reads. */
const lakeKinds = {
  ipv4: 'ip',
  ipv6: 'ip',
  email: 'address',
  'app-id': 'app',
} as const

export interface SweepHit {
  readonly type: string
  readonly value: string
  readonly note: string
  readonly table: string
  readonly id: string
  readonly time: string
}

export interface Sweep {
  readonly hits: readonly SweepHit[]
  readonly swept: number
  /** Kinds of indicators that no record of a workspace can hold. */
  readonly notSwept: readonly string[]
}

/** Looks for indicators in the lake's index, each only inside the days in which a match means something. */
export async function sweep(engine: Engine, targets: readonly SweepTarget[], limit = 1000): Promise<Sweep> {
  const hits: SweepHit[] = []
  const notSwept = new Set<string>()
  let swept = 0
  for (const { ioc, from, to } of targets) {
    const kind = lakeKinds[ioc.type as keyof typeof lakeKinds]
    if (!kind) {
      notSwept.add(ioc.type)
      continue
    }
    swept++
    const { rows } = await engine.query(
      'SELECT table_name, "Id", CAST("Time" AS VARCHAR) AS t FROM indicator WHERE kind = $1 AND value = $2 AND "Time" >= CAST($3 AS TIMESTAMP) AND "Time" <= CAST($4 AS TIMESTAMP) ORDER BY "Time", "Id" LIMIT $5',
      {
        parameters: [
          kind,
          foldIndicator(kind, ioc.value),
          stamp(from, '0001-01-01'),
          stamp(to, '9999-12-31'),
          limit,
        ],
      },
    )
    for (const row of rows)
      hits.push({
        type: ioc.type,
        value: ioc.value,
        note: ioc.note ?? '',
        table: String(row.table_name),
        id: String(row.Id),
        time: String(row.t),
      })
  }
  return { hits, swept, notSwept: [...notSwept].sort() }
}

const stamp = (instant: string | undefined, open: string): string =>
  (instant ?? `${open}T00:00:00Z`).replace('T', ' ').replace('Z', '')
