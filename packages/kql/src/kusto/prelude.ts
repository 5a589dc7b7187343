/** Functions of the workspace that a query calls, declared before it. */
import { type KqlError, positionAt } from '../errors.js'

export interface WorkspaceFunction {
  /** As `let f = (…)` declares them. */
  readonly parameters: string
  readonly body: string
}

export type FunctionLookup = (name: string) => WorkspaceFunction | undefined

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

/** `let` statements in one line, so that lines below keep their numbers. A name the query declares itself is its own. */
export function preludeOf(text: string, find: FunctionLookup | undefined): string {
  if (!find) return ''
  const names = new Set(text.match(/\b[A-Za-z_]\w*/g) ?? [])
  const lets = [...names].flatMap((name) => {
    const found = find(name)
    if (!found || new RegExp(`\\blet\\s+${name}\\b`).test(text)) return []
    return [`let ${name} = (${oneLine(found.parameters)}) { ${oneLine(found.body)} }; `]
  })
  return lets.join('')
}

/** The error with its place in the text the user wrote. */
export function withoutPrelude(error: KqlError, prelude: string, text: string): KqlError {
  if (prelude === '') return error
  const { offset, length } = error.position
  const at = Math.max(0, offset - prelude.length)
  return { ...error, position: positionAt(text, at, offset < prelude.length ? 0 : length) }
}
