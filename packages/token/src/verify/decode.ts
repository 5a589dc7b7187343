import { steps, TokenRejection } from './errors.js'

export type JsonObject = { readonly [name: string]: unknown }

/** A token taken apart, nothing of it trusted yet. The raw texts stay, because JSON.parse hides what was twice. */
export interface DecodedToken {
  readonly segments: readonly string[]
  readonly header: JsonObject
  readonly headerText: string
  readonly payload: JsonObject
  readonly payloadText: string
}

/** Entra's own largest tokens (group claims at their limit) stay well below; a header is 8-16 KiB in most servers. */
const maxCharacters = 32 * 1024

const refuse = (reason: string): never => {
  throw new TokenRejection(reason, steps.unreadable)
}

// A byte order mark stays in the text, where JSON has no place for it.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(segment: string): string {
  const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'))
  // Nearly every claim set is ASCII; only the others pay for a second pass.
  if (isAscii(binary)) return binary
  return strictUtf8.decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const ascii = /^[\u0000-\u007f]*$/
const isAscii = (text: string): boolean => ascii.test(text)

function part(segment: string | undefined, name: string): { text: string; object: JsonObject } {
  try {
    const text = textOf(segment ?? '')
    const object: unknown = JSON.parse(text)
    if (typeof object === 'object' && object !== null && !Array.isArray(object)) {
      return { text, object: object as JsonObject }
    }
  } catch {
    // The parser's message quotes the input; ours must not.
  }
  return refuse(`the ${name} is not a JSON object in base64url`)
}

type Part = ReturnType<typeof part>

/** One key signs millions of tokens under one header, so the last few are kept, read only. */
const recentHeaders = new Map<string, Part>()
const mostHeaders = 32
const longestHeader = 1024

function headerPart(segment = ''): Part {
  const known = recentHeaders.get(segment)
  if (known) return known
  const fresh = part(segment, 'header')
  if (segment.length <= longestHeader) {
    if (recentHeaders.size >= mostHeaders) recentHeaders.clear()
    recentHeaders.set(segment, { text: fresh.text, object: Object.freeze(fresh.object) })
  }
  return fresh
}

/**
 * Splits and parses a compact JWS. Lenient where a listed check is strict, so that each rule lives in one place.
 * @throws TokenRejection TOK100 when there is nothing to judge
 */
export function decodeToken(token: unknown): DecodedToken {
  if (typeof token !== 'string') return refuse('a token is a string')
  if (token.length > maxCharacters) return refuse(`the token is longer than ${maxCharacters} characters`)
  const segments = token.split('.', 16)
  if (segments.length < 3) return refuse('a signed token has three parts')
  const header = headerPart(segments[0])
  const payload = part(segments[1], 'payload')
  return {
    segments,
    header: header.object,
    headerText: header.text,
    payload: payload.object,
    payloadText: payload.text,
  }
}
