import type { KqlError } from '@bigyellowtaxi/kql'
import { safeText } from '../output/safe-text.js'

/** The refusal with the offending text underlined, and the way out. */
export function queryErrorText(text: string, error: KqlError, file?: string): string {
  const { line, column, length } = error.position
  const source = text.split(/\r?\n/)[line - 1] ?? ''
  const under = `${source.slice(0, Math.max(0, column - 1)).replace(/[^\t]/g, ' ')}${'^'.repeat(Math.max(1, Math.min(length, source.length - column + 1)))}`
  const lines = [
    `taxi: ${file ? `${file}:` : ''}${line}:${column}: ${error.message} [${error.code}]`,
    `  ${source}`,
    `  ${under}`,
    ...(error.hint ? [`  ${error.hint}`] : []),
  ]
  return `${safeText(lines.join('\n'))}\n`
}

const fieldsOf = ({ code, message, position, hint }: KqlError, file?: string) => ({
  code,
  message,
  ...(file ? { file } : {}),
  line: position.line,
  position,
  ...(hint ? { hint } : {}),
})

/** The refusals for machines: one object, that of the first, with the others in `more`. */
export function queryErrorJson([first, ...more]: readonly KqlError[], file?: string): string {
  if (!first) return ''
  const others = more.length > 0 ? { more: more.map((error) => fieldsOf(error, file)) } : {}
  return `${JSON.stringify({ ...fieldsOf(first, file), ...others })}\n`
}
