import type { Engine } from '@bigyellowtaxi/lake'
import { type Coverage, gapsIn, type Interval, readCoverage } from './coverage.js'
import type { Gap } from './finding.js'
import type { Rule } from './rule.js'
import { sources } from './source.js'
import type { SourceId } from './source-ids.js'

/** What the logs can and cannot say in a window: read once, asked by every rule. */
export interface Evaluability {
  gapsOf(rule: Rule): readonly Gap[]
}

const mailSources: readonly SourceId[] = ['mail-reads', 'mail-reads-with-token-ids']

/** Mailboxes in use (something else was logged of them) whose reads were not logged once in the window. */
async function blindMailboxes(engine: Engine, window: Interval): Promise<readonly string[]> {
  const { rows } = await engine.query(
    `SELECT Mailbox FROM audit
     WHERE Mailbox IS NOT NULL AND CreationTime >= make_timestamp($1::BIGINT * 1000) AND CreationTime < make_timestamp($2::BIGINT * 1000)
     GROUP BY Mailbox HAVING count(*) FILTER (Operation = 'MailItemsAccessed') = 0 ORDER BY Mailbox`,
    { parameters: [window.from, window.to] },
  )
  return rows.map((row) => String(row.Mailbox))
}

function sourceGaps(id: SourceId, coverage: Coverage, window: Interval): readonly Gap[] {
  const [preferred] = sources[id]
  if (!preferred) return []
  // A window's edges rarely fall on whole days of records: only silence longer than is ordinary counts.
  return gapsIn(window, coverage[id] ?? [])
    .filter(
      (gap) =>
        gap.to - gap.from > (preferred.quietDays + 1) * 86_400_000 || (coverage[id] ?? []).length === 0,
    )
    .map((gap) => ({ ...gap, source: id, about: preferred.about, fix: preferred.fix }))
}

/** Reads coverage and blind mailboxes of the window for all rules at once. */
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
  return {
    gapsOf(rule) {
      const needs = rule.taxi?.needs ?? []
      const gaps = needs.flatMap((id) => sourceGaps(id, coverage, window))
      const [mailReads] = sources['mail-reads']
      if (blind.length > 0 && mailReads && needs.some((id) => mailSources.includes(id)))
        gaps.push({
          ...window,
          source: 'mail-reads',
          about: mailReads.about,
          fix: mailReads.fix,
          mailboxes: blind,
        })
      return gaps
    },
  }
}
