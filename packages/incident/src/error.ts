/** What went wrong with a page, a build or a hunt. Codes are `INC` + number and are never reused; docs/incidents.md lists them. */
export class IncidentError extends Error {
  override readonly name = 'IncidentError'
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
