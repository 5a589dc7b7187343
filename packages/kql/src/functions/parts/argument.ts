import type { Fragment } from '../../sql/fragment.js'

/** The argument at a place; the caller's signature promises that it is there. */
export function arg(args: readonly Fragment[], place: number): Fragment {
  const found = args[place]
  if (!found) throw new RangeError(`argument ${place + 1} is missing`)
  return found
}
