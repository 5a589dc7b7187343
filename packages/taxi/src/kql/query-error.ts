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

/** The refusal for machines. */
export const queryErrorJson = (error: KqlError, file?: string): string =>
  `${JSON.stringify({ code: error.code, message: error.message, ...(file ? { file } : {}), line: error.position.line, position: error.position, ...(error.hint ? { hint: error.hint } : {}) })}\n`
