/** Every way a query is refused: KQL1xx syntax, 2xx binding, 3xx unsupported, 4xx limits. Codes are never reused. */
export const errorCodes = {
  KQL100: 'the text is not KQL',
  KQL101: 'the query is empty',
  KQL200: 'a name or a type does not fit',
  KQL201: 'no such table',
  KQL202: 'no such column',
  KQL203: 'no such function',
  KQL204: 'the operands have no common type',
  KQL205: 'a constant was expected',
  KQL206: 'the regular expression is none',
  KQL300: 'this form is not supported',
  KQL301: 'this operator is not supported',
  KQL302: 'this function is not supported',
  KQL303: 'this plugin is not supported',
  KQL304: 'the value would have to come from the network',
  KQL305: 'the file is outside the allowed folders',
  KQL306: 'the watchlist is not in the workspace',
  KQL307: 'another cluster, database or workspace is out of reach',
  KQL308: 'this aggregate is not supported',
  KQL400: 'the query is too large',
  KQL401: 'functions call each other without end',
  KQL500: 'the compiler failed; this is a bug of ours',
} as const

export type ErrorCode = keyof typeof errorCodes

/** Where in the query text; line and column count from 1, offset from 0. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
  readonly length: number
}

export interface KqlError {
  readonly code: ErrorCode
  readonly message: string
  readonly position: Position
  readonly hint?: string
  /** The address an externaldata asks for, where the caller gave no file for it. */
  readonly uri?: string
}

/** Thrown inside the compiler to refuse a query; `compile` turns it into a value. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly span: { readonly offset: number; readonly length: number },
    readonly hint?: string,
    readonly uri?: string,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

export function positionAt(query: string, offset: number, length: number): Position {
  const before = query.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n'), offset, length }
}
