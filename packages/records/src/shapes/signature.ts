import { columnSets, foldKey } from '../fields/keys.js'
import type { Container, Head, JsonObject, Sniff } from '../shape.js'

/** What an input's columns or keys must look like for a shape to claim it. Names are compared folded. */
export interface Signature {
  readonly containers?: readonly Container[]
  readonly all?: readonly string[]
  /** At least one of each list. */
  readonly any?: readonly (readonly string[])[]
  readonly none?: readonly string[]
  /** A further question about one record, with the reason for a "no". */
  readonly where?: (record: JsonObject) => boolean
  readonly whereReason?: string
}

/** Why one record does not fit, and how far it is from doing so. */
interface Misfit {
  readonly reason: string
  readonly distance: number
}

/** What the Sentinel and Defender portals add to a time column's name. */
const zoned = /\s*\[(?!utc\])[^\]]*\]\s*$/i

const yes: Sniff = { match: true }
const no = (reason: string): Sniff => ({ match: false, reason })

/** Makes a sniffer of a signature: an input is claimed when one of its first records fits. */
export function bySignature(signature: Signature): (head: Head) => Sniff {
  const all = signature.all?.map((name) => [foldKey(name), name] as const) ?? []
  const none = signature.none?.map((name) => [foldKey(name), name] as const) ?? []
  const any = signature.any?.map((names) => [names.map(foldKey), names] as const) ?? []

  const further = Number(signature.where !== undefined)
  const asked = all.length + any.length + further
  const unmet = (reason: string, count: number): Misfit => ({ reason, distance: count / Math.max(asked, 1) })

  const misfit = (columns: ReadonlySet<string>): Misfit | undefined => {
    const missing = all.filter(([key]) => !columns.has(key))
    const lacking = any.filter(([keys]) => !keys.some((key) => columns.has(key)))
    const count = missing.length + lacking.length + further
    if (missing.length) return unmet(`no ${missing.map(([, name]) => name).join(', ')}`, count)
    if (lacking[0]) return unmet(`none of ${lacking[0][1].join(', ')}`, count)
    const surplus = none.find(([key]) => columns.has(key))
    return surplus && unmet(`has ${surplus[1]}`, 1)
  }

  /** `TimeGenerated [Berlin]`: named, so that nobody looks for a missing column; read, it would pass for UTC. */
  const elsewhere = (head: Head): Sniff | undefined => {
    const wanted = new Set([...all.map(([key]) => key), ...any.flatMap(([keys]) => keys)])
    const column = head.csvColumns.find(
      (name) => zoned.test(name) && wanted.has(foldKey(name.replace(zoned, ''))),
    )
    const reason = `${column} is no UTC: show times in UTC and export again`
    return column === undefined ? undefined : { match: false, reason, distance: 0 }
  }

  return (head) => {
    if (signature.containers && !signature.containers.includes(head.container))
      return no(`is ${head.container}, not ${signature.containers.join(' or ')}`)
    const sets = columnSets(head)
    if (sets.length === 0) return no('no complete record in the first bytes')
    let nearest: Misfit | undefined
    for (const [index, columns] of sets.entries()) {
      let problem = misfit(columns)
      const record = head.objects[index]
      if (!problem && signature.where && record && !signature.where(record))
        problem = unmet(signature.whereReason ?? 'the first records do not fit', 1)
      if (!problem) return yes
      if (!nearest || problem.distance < nearest.distance) nearest = problem
    }
    return elsewhere(head) ?? { match: false, reason: 'no record fits', ...nearest }
  }
}
