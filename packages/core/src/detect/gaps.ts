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

/** Where none of these forms of a source spoke for longer than is ordinary. */
function silences(forms: readonly Source[], coverage: Coverage, window: Interval): readonly Interval[] {
  const covered = forms.flatMap((form) => coverage.get(form) ?? [])
  // A window's edges rarely fall on records: only silence longer than is ordinary counts.
  return gapsIn(window, covered).filter(
    (gap) => covered.length === 0 || gap.to - gap.from > (forms[0]?.quietHours ?? 0) * 3_600_000,
  )
}

function sourceGaps(rule: Rule, id: SourceId, coverage: Coverage, window: Interval): readonly Gap[] {
  const forms = formsFor(rule, id)
  const preferred = forms[0] ?? sources[id][0]
  if (!preferred) return []
  return silences(forms, coverage, window).map((gap) => ({
    ...gap,
    source: id,
    about: preferred.about,
    fix: preferred.fix,
  }))
}

/** Reads coverage, blind mailboxes and lost sign-ins of the window for all rules at once. */
export async function readEvaluability(
  engine: Engine,
  rules: readonly Rule[],
  window: Interval,
): Promise<Evaluability> {
  const coverage = await readCoverage(engine, [
    ...rules.flatMap((rule) => rule.taxi?.needs ?? []),
    'sign-ins-non-interactive',
  ])
  const blind = await blindMailboxes(engine, window)
  const lost = await lostSignIns(engine, window)
  const silentTables = silences(sources['sign-ins-non-interactive'], coverage, window)
  return {
    gapsOf(rule) {
      const needs = rule.taxi?.needs ?? []
      const gaps = needs.flatMap((id) => sourceGaps(rule, id, coverage, window))
      if (needs.some((id) => mailSources.includes(id))) gaps.push(...blind)
      if (needs.some((id) => id.startsWith('sign-ins'))) {
        // Said once: where a whole table is silent, that it knows no token is no news.
        const silent = [...gaps.filter(({ mailboxes }) => !mailboxes), ...silentTables]
        gaps.push(...lost.filter((day) => !silent.some((gap) => gap.from <= day.from && day.to <= gap.to)))
      }
      return gaps
    },
  }
}
