import { isArray, readJson } from '../functions/native/json.js'
import { type Expr, literalValue } from './expr.js'

/** Operators to which a constant array is a list; to others it is its JSON as one text. */
const ofLists: ReadonlySet<string> = new Set(['in', 'in~', 'has_any', 'has_all'])

/** The texts that an operator is given as constants and constant lists; undefined where one is something else, or empty. */
export function constantTexts(operator: string, args: readonly Expr[]): readonly string[] | undefined {
  const values = args.flatMap((arg): readonly unknown[] => {
    const value = literalValue(arg)
    if (arg.type === 'string') return [value]
    const list = arg.type === 'dynamic' && typeof value === 'string' ? readJson(value) : undefined
    return list !== undefined && isArray(list) && ofLists.has(operator) ? list : [undefined]
  })
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '')
  return texts.length === values.length ? texts : undefined
}
