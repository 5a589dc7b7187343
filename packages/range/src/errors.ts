/** A refusal with a code and the way out. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError'
  readonly code: string
  readonly hint: string

  constructor(code: string, message: string, hint: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}
