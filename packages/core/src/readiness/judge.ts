import type { ReadinessFacts } from './check.js'
import { readinessChecks } from './checks/index.js'
import type { Settings } from './settings.js'
import type { Judgement } from './verdict.js'

const keyOf = ({ check, subject }: Judgement): string => `${check}\n${subject}`

function byKey(judgements: readonly Judgement[]): ReadonlyMap<string, readonly Judgement[]> {
  const found = new Map<string, Judgement[]>()
  for (const one of judgements) {
    const known = found.get(keyOf(one))
    if (known) known.push(one)
    else found.set(keyOf(one), [one])
  }
  return found
}

const judged = (facts: ReadinessFacts, settings: Settings): readonly Judgement[] =>
  readinessChecks.flatMap((check) => check.judge({ ...facts, settings }))

const verdicts = (judgements: readonly Judgement[]): string =>
  [...new Set(judgements.map(({ verdict }) => verdict))].sort().join(' ')
/** Silence and "unknown" contradict nobody. */
const isSaid = (judgements: readonly Judgement[]): boolean =>
  judgements.some(({ verdict }) => verdict !== 'unknown')

const agreement = 'exports-agree'

/** What several exports of one object come to when nobody knows which of them holds. */
function reconciled(answers: readonly (readonly Judgement[])[]): readonly Judgement[] {
  const said = answers.filter(isSaid)
  const [first] = said
  const rival = said.find((other) => first && verdicts(other) !== verdicts(first))
  const [one] = first ?? []
  const [other] = rival ?? []
  if (!one || !other) return first ?? answers[0] ?? []
  const unlogged = [...new Set(said.flat().flatMap((judgement) => judgement.unlogged ?? []))]
  return [
    {
      check: agreement,
      subject: one.subject,
      verdict: 'unknown',
      basis: 'settings',
      reason: `exports of one object contradict each other and do not say which is newer: ${one.reason}; ${other.reason}`,
      fix: "keep the newer export only, or have each say when it was made: Select-Object *,@{n='CollectedAt';e={(Get-Date).ToUniversalTime().ToString('o')}}",
      isContradiction: true,
      isDoubt: true,
      ...(unlogged.length > 0 ? { unlogged } : {}),
    },
  ]
}

/** A setting that was otherwise at an earlier time: the newer one holds, and the change is told. */
function changed(now: readonly Judgement[], before: readonly Judgement[]): readonly Judgement[] {
  const [one] = now
  const [earlier] = before
  if (!one || !earlier || !isSaid(now) || !isSaid(before) || verdicts(now) === verdicts(before)) return []
  return [
    {
      check: agreement,
      subject: one.subject,
      verdict: 'partial',
      basis: 'settings',
      reason: `it was otherwise in an older export: ${earlier.reason}; now ${one.reason}`,
      fix: 'find out who changed it and when (taxi query), and judge records of before by the older export',
      isContradiction: true,
      isAside: true,
    },
  ]
}

/** Every check, over the newest exports; what rival exports of the same objects say decides with them. */
export function judgeAll(facts: ReadinessFacts): readonly Judgement[] {
  const now = judged(facts, facts.settings)
  const rivals = facts.settings.rivals ?? []
  if (rivals.length === 0) return now
  const answers = (kind: 'older' | 'undated') =>
    rivals
      .filter((rival) => rival.kind === kind)
      .map(({ settings }) => byKey(judged(facts, settings).filter(({ basis }) => basis === 'settings')))
  const [undated, older] = [answers('undated'), answers('older')]
  const newest = byKey(now)
  const keys = new Set([...newest.keys(), ...undated.flatMap((one) => [...one.keys()])])
  return [...keys].flatMap((key) => {
    const own = newest.get(key) ?? []
    const others = undated.flatMap((one) => (one.has(key) ? [one.get(key) ?? []] : []))
    return [
      ...(others.length > 0 ? reconciled([own, ...others]) : own),
      ...older.flatMap((one) => changed(own, one.get(key) ?? [])),
    ]
  })
}
