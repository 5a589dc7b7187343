import { type ExportReading, type Read, readExport, type UnknownExport } from '../src/index.js'

/** Bytes as a stream, in chunks of the given size. */
export async function* chunked(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Text as an export may be encoded. */
export const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8 with BOM': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'UTF-16LE with BOM': (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')),
  'UTF-16LE without BOM': (text) => new Uint8Array(Buffer.from(text, 'utf16le')),
  'UTF-16BE with BOM': (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
  'CRLF line ends': (text) => new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n')),
}

export type Known = ExportReading & { readonly all: readonly Read[] }

/** Reads bytes to the end. */
export async function readAll(
  bytes: Uint8Array | string,
  options: { readonly chunk?: number; readonly limits?: Parameters<typeof readExport>[1] } = {},
): Promise<Known | UnknownExport> {
  const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  const reading = await readExport(chunked(given, options.chunk), options.limits)
  if (!reading.known) return reading
  const all: Read[] = []
  for await (const batch of reading.reads) all.push(...batch)
  return { ...reading, all }
}

/** The same, for an input whose shape must be known. */
export async function readKnown(
  bytes: Uint8Array | string,
  options: Parameters<typeof readAll>[1] = {},
): Promise<Known> {
  const reading = await readAll(bytes, options)
  if (!reading.known) throw new Error(`unknown: ${JSON.stringify(reading.reasons)}`)
  return reading
}
