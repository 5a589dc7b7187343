import type { AttackCase, ControlCase } from './case.js'
import type { CaseResult } from './report.js'
import type { StageRun, Trial } from './stage.js'

const slowest = (trials: readonly Trial[]): number =>
  Math.round(Math.max(0, ...trials.map(({ elapsedMs }) => elapsedMs)))

const missingNeed: { readonly [need: string]: string } = {
  clock: 'the clock of the target cannot be moved',
  'fresh-target': 'the target cannot be restarted with empty caches',
}

/** Why nothing of a case was played, when the case itself would have had it. */
function unplayed(need: string | undefined, trials: readonly Trial[]): readonly string[] {
  if (need !== undefined) return [missingNeed[need] ?? need]
  return ran(trials).length > 0 ? [] : [trials[0]?.why ?? 'nothing in it applies to the target']
}

const ran = (trials: readonly Trial[]): readonly Trial[] =>
  trials.filter(({ outcome }) => outcome !== 'not-run')

/** An attack fails when any variant is accepted, when something else went wrong, or when its control is refused. */
export function judgeAttack(
  entry: AttackCase,
  stage: StageRun,
  need: string | undefined,
  control: CaseResult | undefined,
): CaseResult {
  const { attack: _, needs: __, ...facts } = entry
  const trials = [...stage.trials]
  const played = ran(trials)
  const broken = played
    .filter(({ outcome }) => outcome === 'broken')
    .map(({ variant, why }) => `${variant}: neither accepted nor refused (${why})`)
  const accepted = played.filter(({ outcome }) => outcome === 'accepted')
  const isRun = need === undefined && played.length > 0
  const problems = [
    ...unplayed(need, trials),
    ...accepted.map(({ variant }) => `accepted: ${variant}`),
    ...broken,
    ...stage.problems,
    ...(isRun && control?.accepted === false ? [`its control ${control.id} is refused`] : []),
  ]
  return {
    kind: 'attack',
    ...facts,
    accepted: isRun ? accepted.length > 0 : null,
    outcome: isRun ? (problems.length === 0 ? 'pass' : 'fail') : 'not-run',
    problems,
    slowestMs: slowest(trials),
    trials,
  }
}

/** A control passes when every token of it is accepted. */
export function judgeControl(entry: ControlCase, stage: StageRun, need: string | undefined): CaseResult {
  const trials = [...stage.trials]
  const played = ran(trials)
  const refused = played
    .filter(({ outcome }) => outcome !== 'accepted')
    .map(({ variant, code, why }) => `refused: ${variant}${code || why ? ` (${code ?? why})` : ''}`)
  const isRun = need === undefined && played.length > 0
  const problems = [...unplayed(need, trials), ...refused, ...stage.problems]
  return {
    id: entry.id,
    kind: 'control',
    title: entry.title,
    accepted: isRun ? refused.length === 0 : null,
    outcome: isRun ? (problems.length === 0 ? 'pass' : 'fail') : 'not-run',
    problems,
    slowestMs: slowest(trials),
    trials,
  }
}
