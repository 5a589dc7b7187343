/** A column of a KQL answer; the type decides how a cell is shown. */
export interface AnswerColumn {
  readonly name: string
  readonly type: string
}

/** Cells are KQL JSON values: datetimes ISO 8601 with `Z`, dynamic as JSON, longs beyond 2^53 as text. */
export type AnswerRow = Readonly<Record<string, unknown>>

export interface Answer {
  readonly columns: readonly AnswerColumn[]
  readonly rows: readonly AnswerRow[]
}

/** A cell as one text: dynamic as JSON, null as nothing. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A cell as the JSON it stands for: JSON.stringify alone would lose bigint. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? jsonNumber(member) : member))

const jsonNumber = (value: bigint): number | string =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value.toString()
