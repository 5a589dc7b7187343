import type { Attacker, Group, Level } from './case.js'
import type { Trial } from './stage.js'

/** One case or control, judged. */
export interface CaseResult {
  readonly id: string
  readonly kind: 'attack' | 'control'
  readonly title: string
  readonly group?: Group
  readonly level?: Level
  readonly clause?: string
  readonly attacker?: Attacker
  /** The control this attack is paired with. */
  readonly control?: string
  /** Whether the target took the token, any variant of it; null when it was not run. */
  readonly accepted: boolean | null
  /** `pass`: an attack refused while its control is accepted, or a control accepted. */
  readonly outcome: 'pass' | 'fail' | 'not-run'
  readonly problems: readonly string[]
  readonly slowestMs: number
  readonly trials: readonly Trial[]
}

export interface Report {
  readonly target: string
  readonly seed: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly cases: readonly CaseResult[]
}

export interface Summary {
  readonly attacks: number
  readonly attacksRun: number
  readonly attacksAccepted: number
  readonly controls: number
  readonly controlsRun: number
  readonly controlsAccepted: number
  readonly failed: number
  readonly notRun: number
}

const count = (cases: readonly CaseResult[], test: (result: CaseResult) => boolean): number =>
  cases.filter(test).length

export function summaryOf({ cases }: Report): Summary {
  const [attack, control] = [
    cases.filter(({ kind }) => kind === 'attack'),
    cases.filter(({ kind }) => kind === 'control'),
  ]
  return {
    attacks: attack.length,
    attacksRun: count(attack, ({ accepted }) => accepted !== null),
    attacksAccepted: count(attack, ({ accepted }) => accepted === true),
    controls: control.length,
    controlsRun: count(control, ({ accepted }) => accepted !== null),
    controlsAccepted: count(control, ({ accepted }) => accepted === true),
    failed: count(cases, ({ outcome }) => outcome === 'fail'),
    notRun: count(cases, ({ outcome }) => outcome === 'not-run'),
  }
}

export const isGreen = (report: Report): boolean => summaryOf(report).failed === 0
