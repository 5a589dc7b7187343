import { isArray, readJson } from '../functions/native/json.js'
import { type Expr, literalValue } from './expr.js'

/** The texts that constants and constant lists name; undefined where one is something else, or empty. */
export function constantTexts(args: readonly Expr[]): readonly string[] | undefined {
  const values = args.flatMap((arg): readonly unknown[] => {
    const value = literalValue(arg)
    if (arg.type !== 'dynamic' || typeof value !== 'string')
      return [arg.type === 'string' ? value : undefined]
    const list = readJson(value)
    return list !== undefined && isArray(list) ? list : [undefined]
  })
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '')
  return texts.length === values.length ? texts : undefined
}
