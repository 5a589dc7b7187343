import { allReads, type Judgement, type ReadinessVerdict, type Unlogged } from './verdict.js'

/** Actions so rare that a log without any tells little: the settings answer where they do. */
const rare: ReadonlySet<Unlogged> = new Set(['sends', 'searches', 'token-renewals'])
const hidesReads: ReadonlySet<Unlogged> = new Set(['unified-audit', 'everything', 'own-actions', ...allReads])

/** Whether a judgement had a say in the verdict: a complete one is not lowered by what stayed unknown elsewhere. */
const counts = (judgement: Judgement, verdict: ReadinessVerdict): boolean =>
  !judgement.isAside &&
  (verdict === 'unknown' ||
    (verdict === 'complete' ? judgement.verdict === 'complete' : judgement.verdict !== 'unknown'))

/** What is not written of what happens in a mailbox, by the judgements on it and on the whole tenant. */
export function unloggedOf(
  verdict: ReadinessVerdict,
  judgements: readonly Judgement[],
): ReadonlySet<Unlogged> {
  const weighed = judgements.filter((judgement) => counts(judgement, verdict))
  const isSet = weighed.some((judgement) => judgement.check === 'mailbox-audit-set')
  const found = new Set(
    weighed.flatMap((judgement) =>
      (judgement.unlogged ?? []).filter((kind) => !(isSet && judgement.basis === 'logs' && rare.has(kind))),
    ),
  )
  const isBad = verdict === 'blind' || verdict === 'unknown'
  // Nothing is promised that nobody showed.
  if (isBad && ![...found].some((kind) => hidesReads.has(kind)))
    for (const kind of [...allReads, ...rare]) found.add(kind)
  return found
}
