import type { Reject } from '../shape.js'

/** Why a line could not become a record. Codes are never reused; the number says the place in this list. */
export const rejectCodes = {
  ING201: 'not valid JSON',
  ING202: 'longer than the limit',
  ING203: 'the input ends in the middle of a record',
  ING204: 'AuditData is empty',
  ING205: 'no export shape knows this record',
  ING206: 'the row does not have the header’s number of cells',
  ING207: 'text follows a closing quote',
  ING208: 'a quoted cell is never closed',
  ING209: 'not a JSON object',
  ING210: 'nested too deeply',
  ING211: 'AuditData is not valid JSON',
  ING212: 'lacks what a record of its kind must have',
  ING213: 'too much damage, the rest of the file was not read',
} as const

export type RejectCode = keyof typeof rejectCodes

/** Offending text is kept to this many characters: enough to recognise, short enough to show. */
const shownCharacters = 300

/** A rejected line with its reason; `detail` is added to the code's own sentence. */
export function reject(code: RejectCode, line: number, text: string, detail?: string): Reject {
  return {
    line,
    code,
    reason: detail ? `${rejectCodes[code]}: ${detail}` : rejectCodes[code],
    text: text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text,
  }
}
