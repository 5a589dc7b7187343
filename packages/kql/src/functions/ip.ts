/**
 * IP addresses. Comparisons of IPv4 addresses with constant ranges are integer arithmetic in SQL; everything of
 * IPv6 is TypeScript. Text that is no address gives null (https://learn.microsoft.com/kusto/query/ipv4-is-in-range-function).
 */
import { type Expr, literalValue } from '../plan/expr.js'
import { empty, type Fragment, integer, joined, sql, text } from '../sql/fragment.js'
import type { NativeServices, ScalarFunction, ScalarFunctions } from './entry.js'
import { ipNatives, parseAddress } from './native/ip.js'
import { writeJson } from './native/json.js'
import { constantNeedles } from './operator/match.js'
import { callNative } from './parts/call-native.js'
import { nativeRow, row } from './parts/row.js'

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
const form = text(String.raw`\s*${octet}\.${octet}\.${octet}\.${octet}(?:/(?:3[0-2]|[12]?\d))?\s*`)

/** Network address of `a.b.c.d/n` as a number; NULL when the text is not one. */
function number(ip: Fragment): Fragment {
  const parts = sql`string_split(split_part(trim(${ip}), '/', 1), '.')`
  const byte = (place: number): Fragment => sql`${parts}[${integer(place)}]::BIGINT`
  const whole = sql`(${byte(1)} * 16777216 + ${byte(2)} * 65536 + ${byte(3)} * 256 + ${byte(4)})`
  const suffix = sql`TRY_CAST(nullif(split_part(trim(${ip}), '/', 2), '') AS INTEGER)`
  return sql`CASE WHEN regexp_full_match(${ip}, ${form}) THEN CASE WHEN ${suffix} IS NULL THEN ${whole} ELSE ${cut(whole, suffix)} END END`
}

/** The number without the bits behind the prefix. */
const cut = (value: Fragment, prefix: Fragment): Fragment =>
  sql`(${value} - ${value} % (1::BIGINT << (32 - (${prefix})::INTEGER)))`

interface Range {
  readonly low: number
  readonly high: number
}

/** A constant IPv4 range as its first and last number. */
function rangeOf(value: string): Range | undefined {
  const address = parseAddress(value)
  if (address?.version !== 4) return undefined
  const size = 2 ** (128 - address.prefix)
  const at = Number(address.bits & 0xffffffffn)
  const low = at - (at % size)
  return { low, high: low + size - 1 }
}

const within = (value: Fragment, ranges: readonly Range[]): Fragment =>
  sql`(${joined(
    ranges.map(({ low, high }) => sql`${value} BETWEEN ${integer(low)} AND ${integer(high)}`),
    sql` OR `,
  )})`

/** Constant ranges become integer comparisons; a range that is none is never met. */
function inRanges(ip: Fragment, args: readonly Expr[]): Fragment | undefined {
  const wanted = constantNeedles(args)
  if (!wanted) return undefined
  const ranges = wanted.flatMap((value) => rangeOf(value) ?? [])
  const value = number(ip)
  if (ranges.length === 0) return sql`CASE WHEN ${value} IS NOT NULL THEN false END`
  return within(value, ranges)
}

const inRange: ScalarFunction = {
  args: ['string', 'string'],
  returns: 'bool',
  nulls: 'own',
  sql: {
    duckdb: ([ip = empty, range = empty], { args }) => {
      const wanted = literalValue(args[1])
      if (typeof wanted !== 'string')
        return sql`(${callNative(ipNatives.compare4, [ip, range, sql`NULL`])} = '0')`
      const constant = rangeOf(wanted)
      return constant ? within(number(ip), [constant]) : sql`NULL::BOOLEAN`
    },
  },
  natives: [ipNatives.compare4],
  ref: 'ipv4-is-in-range-function',
}

/** Ranges as constants, or in dynamic arrays. */
const inAnyRange: ScalarFunction = {
  args: ['string'],
  rest: 'any',
  returns: 'bool',
  nulls: 'own',
  sql: {
    duckdb: ([ip = empty, ...lists], { args }) =>
      inRanges(ip, args.slice(1)) ?? overLists(ipNatives.inAnyRange4, ip, lists, args.slice(1)),
  },
  natives: [ipNatives.inAnyRange4],
  ref: 'ipv4-is-in-any-range-function',
}

const overLists = (
  native: (typeof ipNatives)[keyof typeof ipNatives],
  subject: Fragment,
  lists: readonly Fragment[],
  args: readonly Expr[],
): Fragment => {
  const tests = lists.map((list, index) => {
    const json = args[index]?.type === 'dynamic' ? list : sql`json_array(${list})`
    return sql`${callNative(native, [subject, json])}::BOOLEAN`
  })
  return sql`(${joined(tests, sql` OR `)})`
}

const manyLists = (native: (typeof ipNatives)[keyof typeof ipNatives], ref: string): ScalarFunction => ({
  args: ['string'],
  rest: 'any',
  returns: 'bool',
  nulls: 'own',
  sql: {
    duckdb: ([subject = empty, ...lists], { args }) => {
      const constant = constantNeedles(args.slice(1))
      return constant
        ? sql`${callNative(native, [subject, text(writeJson(constant))])}::BOOLEAN`
        : overLists(native, subject, lists, args.slice(1))
    },
  },
  natives: [native],
  ref,
})

/** The networks that are not routed: 10/8, 172.16/12, 192.168/16. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (range) => rangeOf(range) ?? [],
)

const compare = (family: 4 | 6, match: boolean, ref: string): ScalarFunction => {
  const native = family === 4 ? ipNatives.compare4 : ipNatives.compare6
  return row(
    ['string', 'string', 'long?'],
    match ? 'bool' : 'long',
    'own',
    (a, b, prefix = sql`NULL`) => {
      const answer = callNative(native, [a, b, prefix])
      return match ? sql`(${answer} = '0')` : sql`${answer}::BIGINT`
    },
    ref,
    [native],
  )
}

/** An address as text again, from text or a number, under a prefix; with the prefix written for the mask form. */
const format = (withMask: boolean, ref: string): ScalarFunction => ({
  args: ['any'],
  optional: ['long'],
  returns: 'string',
  nulls: 'own',
  sql: {
    duckdb: ([ip = empty, prefix], { types }) => {
      const suffix =
        types[0] === 'string'
          ? sql`TRY_CAST(nullif(split_part(trim(${ip}), '/', 2), '') AS INTEGER)`
          : sql`NULL`
      const value =
        types[0] === 'string'
          ? number(ip)
          : sql`CASE WHEN ${ip} BETWEEN 0 AND 4294967295 THEN (${ip})::BIGINT END`
      const length = sql`least(coalesce(${prefix ?? sql`32`}, 32), coalesce(${suffix}, 32))`
      const net = cut(value, length)
      const dotted = sql`(${net} // 16777216)::VARCHAR || '.' || (${net} // 65536 % 256)::VARCHAR || '.' || (${net} // 256 % 256)::VARCHAR || '.' || (${net} % 256)::VARCHAR`
      const shown = withMask ? sql`${dotted} || '/' || (${length})::VARCHAR` : dotted
      return prefix
        ? sql`CASE WHEN ${prefix} BETWEEN 0 AND 32 THEN coalesce(${shown}, '') ELSE '' END`
        : sql`coalesce(${shown}, '')`
    },
  },
  ref,
})

export const ipFunctions: ScalarFunctions = {
  parse_ipv4: row(['string'], 'long', 'own', (ip) => number(ip), 'parse-ipv4-function'),
  parse_ipv4_mask: row(
    ['string', 'long'],
    'long',
    'own',
    (ip, prefix) => sql`CASE WHEN ${prefix} BETWEEN 0 AND 32 THEN ${cut(number(ip), prefix)} END`,
    'parse-ipv4-mask-function',
  ),
  ipv4_is_in_range: inRange,
  ipv4_is_in_any_range: inAnyRange,
  ipv4_is_private: row(
    ['string'],
    'bool',
    'own',
    (ip) => within(number(ip), privateRanges),
    'ipv4-is-private-function',
  ),
  ipv4_is_match: compare(4, true, 'ipv4-is-match-function'),
  ipv4_compare: compare(4, false, 'ipv4-compare-function'),
  ipv6_is_match: compare(6, true, 'ipv6-is-match-function'),
  ipv6_compare: compare(6, false, 'ipv6-compare-function'),
  ipv4_netmask_suffix: row(
    ['string'],
    'long',
    'own',
    (ip) =>
      sql`CASE WHEN regexp_full_match(${ip}, ${form}) THEN coalesce(TRY_CAST(nullif(split_part(trim(${ip}), '/', 2), '') AS BIGINT), 32) END`,
    'ipv4-netmask-suffix-function',
  ),
  ipv4_range_to_cidr_list: nativeRow(
    ['string', 'string'],
    'dynamic',
    ipNatives.cidrs,
    'ipv4-range-to-cidr-list-function',
  ),
  format_ipv4: format(false, 'format-ipv4-function'),
  format_ipv4_mask: format(true, 'format-ipv4-mask-function'),
  parse_ipv6: nativeRow(['string'], 'string', ipNatives.parse6, 'parse-ipv6-function'),
  parse_ipv6_mask: nativeRow(['string', 'long'], 'string', ipNatives.mask6, 'parse-ipv6-mask-function'),
  ipv6_is_in_range: nativeRow(['string', 'string'], 'bool', ipNatives.inRange6, 'ipv6-is-in-range-function'),
  ipv6_is_in_any_range: manyLists(ipNatives.inAnyRange6, 'ipv6-is-in-any-range-function'),
  has_ipv4: manyLists(ipNatives.hasIpv4, 'has-ipv4-function'),
  has_any_ipv4: manyLists(ipNatives.hasIpv4, 'has-any-ipv4-function'),
  has_ipv4_prefix: manyLists(ipNatives.hasPrefix, 'has-ipv4-prefix-function'),
  has_any_ipv4_prefix: manyLists(ipNatives.hasPrefix, 'has-any-ipv4-prefix-function'),
  /** What ipv4_lookup and ipv6_lookup join on: an address's number, the first and last of a network. */
  _ipv4_number: row(
    ['string'],
    'long',
    'own',
    (ip) => number(sql`split_part(${ip}, '/', 1)`),
    'ipv4-lookup-plugin',
  ),
  _ipv4_first: row(['string'], 'long', 'own', (net) => number(net), 'ipv4-lookup-plugin'),
  _ipv4_last: row(
    ['string'],
    'long',
    'own',
    (net) =>
      sql`(${number(net)} + (1::BIGINT << (32 - coalesce(TRY_CAST(nullif(split_part(trim(${net}), '/', 2), '') AS INTEGER), 32))) - 1)`,
    'ipv4-lookup-plugin',
  ),
  _ipv6_number: nativeRow(['string'], 'string', ipNatives.number6, 'ipv6-lookup-plugin'),
  _ipv6_first: nativeRow(['string'], 'string', ipNatives.first6, 'ipv6-lookup-plugin'),
  _ipv6_last: nativeRow(['string'], 'string', ipNatives.last6, 'ipv6-lookup-plugin'),
  geo_info_from_ip_address: {
    args: ['string'],
    returns: 'dynamic',
    nulls: 'own',
    native: {
      name: 'kql_geo_info_from_ip_address',
      arity: 1,
      make:
        ({ locateIp }: NativeServices) =>
        (ip) =>
          locate(ip ?? '', locateIp),
    },
    ref: 'geo-info-from-ip-address-function',
  },
}

/** An address without a known place gives an empty bag, as does an installation without the data. */
function locate(ip: string, locateIp: NativeServices['locateIp']): string | null {
  const address = parseAddress(ip)
  if (!address) return null
  return JSON.stringify(locateIp?.(ip.trim().split('/')[0] ?? '') ?? {})
}
