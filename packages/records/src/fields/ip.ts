const v4WithPort = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/
const bracketed = /^\[([^\]]+)\](?::\d+)?$/

/**
 * An address without port, brackets, zone or the `::ffff:` of a mapped IPv4 address, in lower case. Text that is
 * no address comes back trimmed; empty text as undefined.
 */
export function plainIp(text: string | undefined): string | undefined {
  const trimmed = text?.trim()
  if (!trimmed) return undefined
  const inner = (bracketed.exec(trimmed)?.[1] ?? trimmed).replace(/%.*$/, '')
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?)$/i.exec(inner)?.[1] ?? inner
  return v4WithPort.exec(mapped)?.[1] ?? mapped.toLowerCase()
}
