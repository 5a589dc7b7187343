import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { readDynamic } from '../json.js'
import { type Element, readElements, readFlag, writeSeries } from './numbers.js'

/** A gap is null, or the placeholder given. */
function gapsOf(series: string | null, placeholder: string | null): Element[] | undefined {
  const missing = scalar(placeholder)
  return readElements(series)?.map((value) =>
    missing !== null && value !== null && Number(value) === Number(missing) ? null : value,
  )
}

const scalar = (text: string | null): Element => {
  const value = readDynamic(text)
  return typeof value === 'bigint' || typeof value === 'number' ? value : null
}

function carry(elements: readonly Element[]): Element[] {
  let last: Element = null
  return elements.map((value) => {
    last = value ?? last
    return last
  })
}

/** A series of longs is filled with longs: the value between two neighbours is cut to a whole number. */
function interpolate(elements: readonly Element[], edges: boolean, constant: Element): Element[] {
  const known = elements.flatMap((value, index) => (value === null ? [] : [index]))
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return elements.map(() => constant)
  const whole = elements.every((value) => value === null || typeof value === 'bigint')
  let before = first
  return elements.map((value, index) => {
    if (value !== null) {
      before = index
      return value
    }
    if (index < first) return edges ? (elements[first] ?? null) : null
    if (index > last) return edges ? (elements[last] ?? null) : null
    const after = known.find((at) => at > index) ?? last
    const [low, high] = [Number(elements[before]), Number(elements[after])]
    const between = low + ((high - low) * (index - before)) / (after - before)
    return whole ? BigInt(Math.trunc(between)) : between
  })
}

export const fills: readonly NativeFunction[] = [
  native('series_fill_const', 3, (series, constant, placeholder) => {
    const filler = scalar(constant ?? null) ?? 0n
    return writeSeries(gapsOf(series ?? null, placeholder ?? null)?.map((value) => value ?? filler))
  }),
  native('series_fill_forward', 2, (series, placeholder) => {
    const elements = gapsOf(series ?? null, placeholder ?? null)
    return writeSeries(elements && carry(elements))
  }),
  native('series_fill_backward', 2, (series, placeholder) => {
    const elements = gapsOf(series ?? null, placeholder ?? null)
    return writeSeries(elements && carry(elements.toReversed()).toReversed())
  }),
  native('series_fill_linear', 4, (series, placeholder, edges, constant) => {
    const elements = gapsOf(series ?? null, placeholder ?? null)
    const filler = scalar(constant ?? null) ?? 0
    return writeSeries(elements && interpolate(elements, readFlag(edges ?? null, true), filler))
  }),
]
