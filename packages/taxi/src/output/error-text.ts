import { safeText } from './safe-text.js'

/** The fields every typed error of ours carries, whichever package threw it. */
interface ErrorFields {
  readonly code: string
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly hint?: string
}

const longSecret = /\beyJ[\w-]{10,}\.[\w-]+(\.[\w-]*)?/g

/** The one place where an error becomes text, so the one place that must not let a token through. */
const redact = (text: string): string => text.replace(longSecret, '<token>')

function fieldsOf(error: unknown): ErrorFields {
  const source = (typeof error === 'object' && error !== null ? error : {}) as Partial<ErrorFields>
  return {
    code: typeof source.code === 'string' ? source.code : 'INTERNAL',
    message: redact(source.message ?? String(error)),
    ...(source.file === undefined ? {} : { file: source.file }),
    ...(source.line === undefined ? {} : { line: source.line }),
    ...(source.hint === undefined ? {} : { hint: redact(source.hint) }),
  }
}

/** One readable line (or, for machines, one JSON object); the stack only when asked for. */
export function errorText(error: unknown, options: { json: boolean; debug: boolean }): string {
  const fields = fieldsOf(error)
  const stack = options.debug && error instanceof Error ? `\n${redact(error.stack ?? '')}` : ''
  if (options.json) return `${JSON.stringify(fields)}${stack}\n`
  const place = fields.file ? `${fields.file}${fields.line ? `:${fields.line}` : ''}: ` : ''
  const hint = fields.hint ? ` (${fields.hint})` : ''
  return `${safeText(`taxi: ${place}${fields.message}${hint} [${fields.code}]`.replace(/\s*\n\s*/g, ' '))}${stack}\n`
}
