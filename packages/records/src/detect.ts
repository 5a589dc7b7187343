import { reject } from './read/reject.js'
import type { Element, Head, Read, Shape, ShapeContext, Unwrap } from './shape.js'
import { shapes } from './shapes/index.js'

/** Why a shape does not claim an input. */
export interface ShapeReason {
  readonly shape: string
  readonly reason: string
}

export type Detection =
  | { readonly shape: Shape }
  | { readonly shape?: undefined; readonly reasons: readonly ShapeReason[] }

/** The first shape of the list that claims the input, or every shape's reason for "no", the nearest shape first. */
export function detect(head: Head): Detection {
  const reasons: (ShapeReason & { readonly distance: number })[] = []
  for (const shape of shapes) {
    const sniffed = shape.sniff(head)
    if (sniffed.match) return { shape }
    reasons.push({ shape: shape.id, reason: sniffed.reason, distance: sniffed.distance ?? 1 })
  }
  reasons.sort((a, b) => a.distance - b.distance)
  return { reasons: reasons.map(({ shape, reason }) => ({ shape, reason })) }
}

/** Unwraps single elements by whichever shape knows them; the shape of the one before is asked first. */
export function unwrapAnyOf(): (element: Element) => readonly Read[] {
  const opened = new Map<Shape, Unwrap>()
  let last: Shape | undefined
  const context: ShapeContext = { unwrapAny: (element) => unwrapAny(element) }
  const unwrapAny = (element: Element): readonly Read[] => {
    const head: Head = { text: '', csvColumns: [], objects: [element.value], container: 'json-object' }
    const shape = last?.sniff(head).match ? last : detect(head).shape
    if (!shape) return [{ reject: reject('ING205', element.line, element.text) }]
    last = shape
    let unwrap = opened.get(shape)
    if (!unwrap) {
      unwrap = shape.open(head, context)
      opened.set(shape, unwrap)
    }
    return unwrap(element) ?? [{ reject: reject('ING205', element.line, element.text) }]
  }
  return unwrapAny
}
