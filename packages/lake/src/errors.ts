/** Every code the lake can answer with, and what it means. Codes are never reused. */
export const lakeErrorCodes = {
  LAKE101: 'no workspace in this folder',
  LAKE102: 'the folder holds something else, or a workspace of another version',
  LAKE103: 'another process is writing to this workspace',
  LAKE104: 'the workspace was written with another version of the engine',
  LAKE201: 'the engine refused or failed a statement',
  LAKE202: 'only one reading statement is allowed',
  LAKE203: 'the statement was cancelled',
  LAKE204: 'the statement ran out of its time',
  ING101: 'the input cannot be opened',
  ING102: 'the input is empty',
  ING103: 'no known export shape',
  ING104: 'the input broke off while it was read',
  ING105: 'the input unpacks to far more than it should',
  ING106: 'the input is a table printed for a window, which cannot be read for sure',
} as const

export type LakeErrorCode = keyof typeof lakeErrorCodes

/** A failure the person at the keyboard can act on. */
export class LakeError extends Error {
  override readonly name = 'LakeError'
  readonly code: LakeErrorCode
  readonly file?: string
  readonly line?: number
  readonly hint?: string

  constructor(
    code: LakeErrorCode,
    message: string,
    where: { file?: string; line?: number; hint?: string; cause?: unknown } = {},
  ) {
    super(message, where.cause === undefined ? undefined : { cause: where.cause })
    this.code = code
    if (where.file !== undefined) this.file = where.file
    if (where.line !== undefined) this.line = where.line
    if (where.hint !== undefined) this.hint = where.hint
  }
}
