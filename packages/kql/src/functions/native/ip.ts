import { native } from './define.js'
import { isArray, readDynamic, writeJson } from './json.js'

/** An address of either family as 128 bits (IPv4 mapped into ::ffff:0:0/96), with its prefix length there. */
export interface Address {
  readonly bits: bigint
  readonly prefix: number
  readonly version: 4 | 6
}

const MAPPED = 0xffffn << 32n
const ALL = (1n << 128n) - 1n

export function parseIpv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (!parts) return undefined
  const bytes = parts.slice(1).map(Number)
  if (bytes.some((byte) => byte > 255)) return undefined
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

function parseIpv6(text: string): bigint | undefined {
  const bare = text.replace(/%.*$/, '')
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  const tail = dotted ? parseIpv4(dotted[2] ?? '') : undefined
  if (dotted && tail === undefined) return undefined
  const source =
    dotted && tail !== undefined
      ? `${dotted[1]}${Math.floor(tail / 65536).toString(16)}:${(tail % 65536).toString(16)}`
      : bare
  const halves = source.split('::')
  if (halves.length > 2) return undefined
  const words = (half: string | undefined): string[] => (half ? half.split(':') : [])
  const [head, rest] = [words(halves[0]), words(halves[1])]
  const missing = 8 - head.length - rest.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const all = [...head, ...new Array<string>(halves.length === 2 ? missing : 0).fill('0'), ...rest]
  if (!all.every((word) => /^[\da-fA-F]{1,4}$/.test(word))) return undefined
  return all.reduce((sum, word) => (sum << 16n) | BigInt(`0x${word}`), 0n)
}

/** An address with an optional prefix length; undefined when it is none. */
export function parseAddress(text: string): Address | undefined {
  const [address = '', prefix, ...rest] = text.trim().split('/')
  if (rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined
  const four = parseIpv4(address)
  if (four !== undefined) {
    const length = prefix === undefined ? 32 : Number(prefix)
    return length <= 32 ? { bits: MAPPED | BigInt(four), prefix: length + 96, version: 4 } : undefined
  }
  const bits = parseIpv6(address)
  const length = prefix === undefined ? 128 : Number(prefix)
  return bits === undefined || length > 128 ? undefined : { bits, prefix: length, version: 6 }
}

const maskOf = (prefix: number): bigint => (prefix <= 0 ? 0n : (ALL << BigInt(128 - prefix)) & ALL)
const masked = ({ bits }: Address, prefix: number): bigint => bits & maskOf(prefix)

/** Whether the address lies in the range; undefined when one of them is not an address. */
export function isInRange(address: string, range: string): boolean | undefined {
  const [ip, net] = [parseAddress(address), parseAddress(range)]
  if (!ip || !net) return undefined
  const prefix = Math.min(ip.prefix, net.prefix)
  return masked(ip, prefix) === masked(net, prefix)
}

/** -1, 0, 1 under the shortest of the prefixes; `prefix` counts in IPv4's 32 bits only when both are IPv4. */
function compare(
  a: string | null,
  b: string | null,
  prefixText: string | null,
  family: 4 | 6,
): string | null {
  const [left, right] = [parseAddress(a ?? ''), parseAddress(b ?? '')]
  if (!left || !right || (family === 4 && (left.version === 6 || right.version === 6))) return null
  const asked = prefixText === null ? 128 : Number(prefixText) + (family === 4 ? 96 : 0)
  const prefix = Math.min(asked, left.prefix, right.prefix)
  const [x, y] = [masked(left, prefix), masked(right, prefix)]
  return x === y ? '0' : x < y ? '-1' : '1'
}

const spelled = (bits: bigint): string =>
  Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16).padStart(4, '0'),
  ).join(':')

function mask(text: string | null, prefixText: string | null): string | null {
  const address = parseAddress(text ?? '')
  if (!address) return null
  const asked = prefixText === null ? 128 : Number(prefixText)
  if (!(asked >= 0 && asked <= 128)) return null
  return spelled(masked(address, Math.min(asked, address.prefix)))
}

const flag = (value: boolean | undefined): string | null => (value === undefined ? null : String(value))

function inAnyRange(ip: string | null, ranges: string | null): string | null {
  const list = readDynamic(ranges)
  if (!isArray(list) || !parseAddress(ip ?? '')) return null
  return String(list.some((range) => isInRange(ip ?? '', String(range)) === true))
}

/** Addresses from one to another as the fewest networks. */
function cidrs(from: string, to: string): string[] | undefined {
  let low = parseIpv4(from)
  const high = parseIpv4(to)
  if (low === undefined || high === undefined || low > high) return undefined
  const found: string[] = []
  while (low <= high) {
    let size = 1
    while (size < 2 ** 32 && low % (size * 2) === 0 && low + size * 2 - 1 <= high) size *= 2
    found.push(`${ipv4Text(low)}/${32 - Math.log2(size)}`)
    low += size
  }
  return found
}

export const ipv4Text = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')

/** Addresses (or prefixes of them) that stand in a text on their own: no digit or dot touches them. */
function hasIpv4(text: string, wanted: string, asPrefix: boolean): boolean {
  if (!asPrefix && parseIpv4(wanted) === undefined) return false
  const edge = /[\dA-Za-z]/
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text[at - 1] ?? ' '
    const whole = /^(\d{1,3}\.){3}\d{1,3}/.exec(text.slice(at))?.[0] ?? ''
    const after = text[at + whole.length] ?? ' '
    if (parseIpv4(whole) === undefined || edge.test(before) || before === '.' || edge.test(after)) continue
    if (asPrefix ? whole.startsWith(wanted) : whole === wanted) return true
  }
  return false
}

const hasAny = (text: string | null, list: string | null, asPrefix: boolean): string => {
  const wanted = readDynamic(list)
  return String(
    (isArray(wanted) ? wanted : [wanted]).some(
      (ip) => typeof ip === 'string' && hasIpv4(text ?? '', ip, asPrefix),
    ),
  )
}

function edge(text: string, which: 'address' | 'first' | 'last'): string {
  const address = parseAddress(text)
  if (!address) return ''
  if (which === 'address') return spelled(address.bits)
  const first = masked(address, address.prefix)
  return spelled(which === 'first' ? first : first | (ALL ^ maskOf(address.prefix)))
}

export const ipNatives = {
  compare4: native('ipv4_compare', 3, (a, b, prefix) => compare(a ?? null, b ?? null, prefix ?? null, 4)),
  compare6: native('ipv6_compare', 3, (a, b, prefix) => compare(a ?? null, b ?? null, prefix ?? null, 6)),
  inRange6: native('ipv6_is_in_range', 2, (ip, range) => flag(isInRange(ip ?? '', range ?? ''))),
  inAnyRange6: native('ipv6_is_in_any_range', 2, (ip, ranges) => inAnyRange(ip ?? null, ranges ?? null)),
  inAnyRange4: native('ipv4_is_in_any_range', 2, (ip, ranges) =>
    parseAddress(ip ?? '')?.version === 4 ? inAnyRange(ip ?? null, ranges ?? null) : null,
  ),
  parse6: native('parse_ipv6', 1, (ip) => mask(ip ?? null, null)),
  mask6: native('parse_ipv6_mask', 2, (ip, prefix) => mask(ip ?? null, prefix ?? null)),
  /** Spelled in full, addresses sort as their numbers do. Text that is none sorts apart from all of them. */
  number6: native('ipv6_number', 1, (ip) => edge(ip ?? '', 'address')),
  first6: native('ipv6_first', 1, (net) => edge(net ?? '', 'first') || '~'),
  last6: native('ipv6_last', 1, (net) => edge(net ?? '', 'last')),
  cidrs: native('ipv4_range_to_cidr_list', 2, (from, to) => {
    const list = cidrs(from ?? '', to ?? '')
    return list ? writeJson(list) : null
  }),
  hasIpv4: native('has_any_ipv4', 2, (text, list) => hasAny(text ?? null, list ?? null, false)),
  hasPrefix: native('has_any_ipv4_prefix', 2, (text, list) => hasAny(text ?? null, list ?? null, true)),
} as const
