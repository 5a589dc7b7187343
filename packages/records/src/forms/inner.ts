import type { Element, JsonObject, Read, ShapeContext } from '../shape.js'

/** Unwraps what stands inside; the raw text of its records stays the whole line as it was exported. */
export function unwrapInner(
  element: Element,
  value: JsonObject,
  text: string,
  context: ShapeContext,
): readonly Read[] {
  return context.unwrapAny({ line: element.line, text, value }).map((read) => {
    if ('reject' in read) return { reject: { ...read.reject, line: element.line } }
    const { record } = read
    return { record: { ...record, raw: element.text, doc: record.doc ?? record.raw } }
  })
}
