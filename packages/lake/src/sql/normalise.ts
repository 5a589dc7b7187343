import type { Normaliser } from '@bigyellowtaxi/records'
import { text } from './quote.js'

/** Spellings besides ISO 8601; PowerShell and the portals write months first when nothing says otherwise. */
const timeFormats = [
  '%m/%d/%Y %I:%M:%S %p',
  '%m/%d/%Y, %I:%M:%S.%g %p',
  '%m/%d/%Y, %I:%M:%S %p',
  '%m/%d/%Y %H:%M:%S',
  '%Y-%m-%dT%H:%MZ',
]

/**
 * Normalisers as SQL. `packages/records/src/fields` has the same rules in TypeScript for single values; a test
 * holds both to the same cases.
 */

/**
 * Text as UTC time. The engine forgets an offset when it casts to TIMESTAMP, so a text that may have one takes
 * the slower way over TIMESTAMPTZ (the session's zone is UTC).
 */
export const timeOf = (sql: string): string =>
  `CASE WHEN strlen(${sql}) > 19 AND NOT suffix(${sql}, 'Z') AND (${sql}[-6] IN ('+', '-') OR ${sql}[-5] IN ('+', '-'))
      THEN make_timestamp(epoch_us(TRY_CAST(${sql} AS TIMESTAMPTZ)))
    ELSE coalesce(TRY_CAST(${sql} AS TIMESTAMP),
      epoch_ms(TRY_CAST(nullif(regexp_extract(${sql}, '^/Date\\((-?\\d+)', 1), '') AS BIGINT)),
      try_strptime(${sql}, [${timeFormats.map(text).join(', ')}])) END`

const trimmed = (sql: string): string => `trim(${sql}, E' \\t\\r\\n')`

/** Port, brackets, zone and the `::ffff:` of a mapped IPv4 address go; the usual forms are told apart first. */
const ipOf = (sql: string): string =>
  `CASE WHEN regexp_full_match(${sql}, '[0-9.]+|[0-9a-f:]+') THEN ${sql}
    WHEN regexp_full_match(${sql}, '\\d{1,3}(?:\\.\\d{1,3}){3}:\\d+') THEN split_part(${sql}, ':', 1)
    ELSE nullif(regexp_replace(regexp_replace(regexp_replace(lower(${trimmed(sql)}),
      '^\\[([^\\]]+)\\](:\\d+)?$', '\\1'), '%.*$', ''), '^(?:::ffff:)?(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?$', '\\1'), '') END`

/** `Client=REST;Client=RESTSystem` is a service without a person: its second `Client=` is what tells it apart. */
const clientFamilyOf = (sql: string): string =>
  `CASE WHEN contains(${sql}, 'Client=RESTSystem') THEN 'RESTSystem'
    WHEN prefix(${sql}, 'Client=') AND NOT contains(${sql}, '[') AND NOT contains(${sql}, ']')
    THEN nullif(trim(substr(split_part(${sql}, ';', 1), 8)), '')
    ELSE nullif(trim(regexp_extract(${sql}, '\\bClient=([^;\\[\\]]*)', 1)), '') END`

const unsetTimeOf = (sql: string): string => `CASE WHEN year(${sql}) > 1601 THEN ${sql} END`

export const normalisers: Record<Normaliser, (sql: string) => string> = {
  ip: ipOf,
  'client-family': clientFamilyOf,
  lower: (sql) => `lower(${sql})`,
  trim: (sql) => `nullif(${trimmed(sql)}, '')`,
  'unset-time': unsetTimeOf,
}
