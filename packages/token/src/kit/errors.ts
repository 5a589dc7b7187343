/** A mistake in how the kit was pointed at a target. */
export class KitError extends Error {
  override readonly name = 'KitError'
  readonly code: 'TOK011' | 'TOK012'
  readonly hint: string

  constructor(code: KitError['code'], message: string, hint: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}
