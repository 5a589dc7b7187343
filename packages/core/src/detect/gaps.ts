import type { Engine } from '@bigyellowtaxi/lake'
import { blindMailboxes } from './blind-mailboxes.js'
import { type Coverage, gapsIn, type Interval, readCoverage } from './coverage.js'
import type { Gap } from './finding.js'
import { lostSignIns } from './lost-sign-ins.js'
import type { Rule } from './rule.js'
import { type Source, sources } from './source.js'
import type { SourceId } from './source-ids.js'

/** What the logs can and cannot say in a window: read once, asked by every rule. */
export interface Evaluability {
  gapsOf(rule: Rule): readonly Gap[]
}

const mailSources: readonly SourceId[] = ['mail-reads', 'mail-reads-with-token-ids']

/** The forms of a source that the rule reads; a correlation reads none itself, and takes what its parts read. */
const formsFor = (rule: Rule, id: SourceId): readonly Source[] =>
  sources[id].filter(
    ({ word }) => !word || rule.taxi?.correlate || new RegExp(`\\b${word}\\b`).test(rule.query),
  )

function sourceGaps(rule: Rule, id: SourceId, coverage: Coverage, window: Interval): readonly Gap[] {
  const forms = formsFor(rule, id)
  const covered = forms.flatMap((form) => coverage.get(form) ?? [])
  const preferred = forms[0] ?? sources[id][0]
  if (!preferred) return []
  // A window's edges rarely fall on records: only silence longer than is ordinary counts.
  return gapsIn(window, covered)
    .filter((gap) => covered.length === 0 || gap.to - gap.from > preferred.quietHours * 3_600_000)
    .map((gap) => ({ ...gap, source: id, about: preferred.about, fix: preferred.fix }))
}

/** Reads coverage, blind mailboxes and lost sign-ins of the window for all rules at once. */
export async function readEvaluability(
  engine: Engine,
  rules: readonly Rule[],
  window: Interval,
): Promise<Evaluability> {
  const coverage = await readCoverage(
    engine,
    rules.flatMap((rule) => rule.taxi?.needs ?? []),
  )
  const blind = await blindMailboxes(engine, window)
  const lost = await lostSignIns(engine, window)
  return {
    gapsOf(rule) {
      const needs = rule.taxi?.needs ?? []
      const gaps = needs.flatMap((id) => sourceGaps(rule, id, coverage, window))
      if (needs.some((id) => mailSources.includes(id))) gaps.push(...blind)
      // Said once: where a whole table is silent, that it knows no token is no news.
      if (needs.includes('mail-reads-with-token-ids') && needs.some((id) => id.startsWith('sign-ins')))
        gaps.push(
          ...lost.filter(
            (day) => !gaps.some((gap) => gap.from <= day.from && day.to <= gap.to && !gap.mailboxes),
          ),
        )
      return gaps
    },
  }
}
