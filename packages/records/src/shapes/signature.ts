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

const yes: Sniff = { match: true }
const no = (reason: string): Sniff => ({ match: false, reason })

/** Makes a sniffer of a signature: an input is claimed when one of its first records fits. */
export function bySignature(signature: Signature): (head: Head) => Sniff {
  const all = signature.all?.map((name) => [foldKey(name), name] as const) ?? []
  const none = signature.none?.map((name) => [foldKey(name), name] as const) ?? []
  const any = signature.any?.map((names) => [names.map(foldKey), names] as const) ?? []

  const misfit = (columns: ReadonlySet<string>): string | undefined => {
    const missing = all.filter(([key]) => !columns.has(key))
    if (missing.length) return `no ${missing.map(([, name]) => name).join(', ')}`
    const surplus = none.find(([key]) => columns.has(key))
    if (surplus) return `has ${surplus[1]}`
    const lacking = any.find(([keys]) => !keys.some((key) => columns.has(key)))
    return lacking ? `none of ${lacking[1].join(', ')}` : undefined
  }

  return (head) => {
    if (signature.containers && !signature.containers.includes(head.container))
      return no(`is ${head.container}, not ${signature.containers.join(' or ')}`)
    const sets = columnSets(head)
    if (sets.length === 0) return no('no complete record in the first bytes')
    let reason: string | undefined
    for (const [index, columns] of sets.entries()) {
      let problem = misfit(columns)
      const record = head.objects[index]
      if (!problem && signature.where && record && !signature.where(record))
        problem = signature.whereReason ?? 'the first records do not fit'
      if (!problem) return yes
      reason ??= problem
    }
    return no(reason ?? 'no record fits')
  }
}
