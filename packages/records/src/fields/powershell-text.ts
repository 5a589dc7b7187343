/**
 * ConvertTo-Json stops at a depth of two unless told otherwise: deeper objects become text such as
 * `@{Name=MailAccessType; Value=Bind}`, deeper lists `System.Object[]`. What the text still says is read back.
 */
export function fromPowerShellText(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isCut) ? value.map(fromPowerShellText).filter(isSaid) : value
  if (!isCut(value)) return value
  const text = (value as string).trim()
  if (!text.startsWith('@{')) return undefined
  const found: Record<string, unknown> = {}
  // A value may hold "; " itself, so a new pair starts only where a name and "=" follow.
  for (const part of text.slice(2, -1).split(/;\s+(?=[A-Za-z_][\w.]*=)/)) {
    const equals = part.indexOf('=')
    if (equals < 1) continue
    const entry = part.slice(equals + 1)
    if (entry !== '' && !isCut(entry)) found[part.slice(0, equals)] = entry
  }
  return found
}

/** True for text that stands where an object or list was. */
export function isCut(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\s*(@\{.*\}\s*$|System\.(Object\[\]|Collections\.|Management\.Automation\.))/s.test(value)
  )
}

const isSaid = (value: unknown): boolean => value !== undefined
