import { UserError } from '../output/error.js'

/** A flag's value that counts something. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UserError('USAGE', `'${text}' is not a whole number`)
  return Number(text)
}
