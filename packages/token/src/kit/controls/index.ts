import type { ControlCase } from '../case.js'
import { authorityControls } from './authorities.js'
import { rotationControls } from './rotation.js'
import { workforceControls } from './workforce.js'

/** Every positive control. A verifier that fails one is broken for somebody lawful. */
export const controlCases: readonly ControlCase[] = [
  ...workforceControls,
  ...authorityControls,
  ...rotationControls,
]
