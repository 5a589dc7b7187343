/** An error meant for the person at the keyboard: what is wrong, where, and the way out. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly code: string
  readonly file?: string
  readonly line?: number
  readonly hint?: string

  constructor(code: string, message: string, where: { file?: string; line?: number; hint?: string } = {}) {
    super(message)
    this.code = code
    if (where.file !== undefined) this.file = where.file
    if (where.line !== undefined) this.line = where.line
    if (where.hint !== undefined) this.hint = where.hint
  }
}
