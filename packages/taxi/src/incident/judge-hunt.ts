import { type Detection, detect, type Finding, type RuleOutcome } from '@bigyellowtaxi/core'
import type { Hunt, HuntFinding, HuntResult } from '@bigyellowtaxi/incident'
import type { Engine } from '@bigyellowtaxi/lake'
import { readRules } from '../files/rule-files.js'
import { rulesOf } from './hunt-rules.js'
import type { QueryFactory } from './query-factory.js'

/** What is known of the logs besides what they hold. */
export interface LogFacts {
  /**
   * True for simulated records: every log is on there and whole, so a day without a record of some kind is a day on
   * which nothing of that kind happened. On real exports it is a gap.
   */
  readonly isComplete: boolean
}

/** Runs a hunt's rules over everything an engine holds. */
export async function judgeHunt(
  hunt: Hunt,
  engine: Engine,
  factory: QueryFactory,
  facts: LogFacts = { isComplete: false },
): Promise<HuntResult> {
  const chosen = rulesOf(hunt, (await readRules([])).rules)
  if (!chosen.ok) return notEvaluable(chosen.reasons)
  const window = await windowOf(engine)
  if (!window) return notEvaluable(['the workspace holds no records'])
  const query = await factory(engine)
  const detection = await detect({ engine, rules: chosen.rules, query, window })
  return resultOf(hunt, detection, facts)
}

const notEvaluable = (reasons: readonly string[]): HuntResult => ({ status: 'not-evaluable', reasons })

async function windowOf(engine: Engine): Promise<{ from: number; to: number } | undefined> {
  const { rows } = await engine.query(
    'SELECT epoch_ms(min(t)) AS "from", epoch_ms(max(t)) AS "to" FROM (SELECT CreationTime AS t FROM audit UNION ALL SELECT CreatedDateTime FROM signin)',
  )
  const [row] = rows
  const from = Number(row?.from ?? Number.NaN)
  const to = Number(row?.to ?? Number.NaN)
  return Number.isNaN(from) || row?.from === null ? undefined : { from, to: to + 1 }
}

/** Fires when the rules it requires have findings; silent only when every rule could judge and none found. */
export function resultOf(
  hunt: Hunt,
  detection: Pick<Detection, 'findings' | 'outcomes'>,
  { isComplete }: LogFacts,
): HuntResult {
  const outcomes = detection.outcomes.filter((outcome) => hunt.rules.includes(outcome.rule))
  const findings = detection.findings.filter((finding) => hunt.rules.includes(finding.rule))
  const found = outcomes.filter((outcome) => outcome.outcome === 'findings')
  const fires = hunt.require === 'all' ? found.length === hunt.rules.length : found.length > 0
  const version = outcomes.map((outcome) => `${outcome.rule} ${outcome.version}`).join(', ')
  if (fires) return { status: 'fires', findings: findings.map(findingOf), version }
  const open = outcomes.filter(
    (outcome) => outcome.outcome === 'not-evaluable' && (!isComplete || outcome.error),
  )
  if (open.length > 0) return { status: 'not-evaluable', reasons: open.flatMap(reasonsOf), version }
  return { status: 'silent', version }
}

const findingOf = (finding: Finding): HuntFinding => ({
  rule: finding.rule,
  title: finding.title,
  subject:
    finding.mailboxes.join(', ') || finding.entities.app.join(', ') || finding.entities.account.join(', '),
  first: finding.first,
  last: finding.last,
  evidence: finding.evidence,
})

function reasonsOf({ rule, gaps, error }: RuleOutcome): string[] {
  if (error) return [`${rule}: ${error.message}`]
  return [
    ...new Set(gaps.map((gap) => `${rule}: ${gap.source} is missing for ${gap.about}; ${gap.fix}`)),
  ].slice(0, 3)
}
