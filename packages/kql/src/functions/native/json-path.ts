/** JSON paths: `$.a.b[0]['c d']`, with or without the first dot or `$`. */
import { native } from './define.js'
import { dynamicText, isArray, isBag, type Json, readDynamic } from './json.js'

type Step = string | number

const step =
  /\.?(?:\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+))\s*\]|([\p{L}_$][\p{L}\p{N}_$-]*))/uy

/** The steps of a path; undefined where it is none, or asks for more than one place (`..`, `*`). */
export function pathSteps(path: string): readonly Step[] | undefined {
  const steps: Step[] = []
  step.lastIndex = /^\s*\$/.exec(path)?.[0].length ?? 0
  const end = path.trimEnd().length
  while (step.lastIndex < end) {
    const hit = step.exec(path)
    if (!hit) return undefined
    const [, single, double, index, name] = hit
    steps.push(
      index === undefined ? (name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1')) : Number(index),
    )
  }
  return steps
}

const into = (value: Json, at: Step): Json =>
  typeof at === 'number'
    ? isArray(value)
      ? (value[at < 0 ? value.length + at : at] ?? null)
      : null
    : isBag(value)
      ? (value.get(at) ?? null)
      : null

export const extractJsonNative = native('extract_json', 2, (path, document) => {
  const steps = pathSteps(path ?? '')
  if (!steps) return ''
  const found = steps.reduce<Json>(into, readDynamic(document))
  return found === null ? '' : dynamicText(found)
})
