import type { Link } from '../../markdown/links.js'
import type { Report, Rule } from '../rule.js'

/** Parameters that only say where a reader came from. A key is exact, or a prefix when it ends in `*`. */
const trackers: readonly string[] = [
  'utm_*',
  'fbclid',
  'gclid',
  'dclid',
  'gbraid',
  'wbraid',
  'msclkid',
  'yclid',
  'twclid',
  'igshid',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  'guccounter',
  'guce_referrer',
  'guce_referrer_sig',
  '_gl',
  '_ga',
  '_ga_*',
  '_hsenc',
  '_hsmi',
  'hsctatracking',
  'ref_src',
  'ref_url',
  'reflink',
  'redirecturl',
  'cmpid',
  'ncid',
  'spm',
  'trk',
  'trkcampaign',
  'wt.mc_id',
  'ocid',
  's_cid',
  'smid',
  'sref',
  'vero_id',
  'oly_enc_id',
  'oly_anon_id',
  'rb_clickid',
  'mbid',
  'ftag',
  'taid',
  'si',
]

/** Share tokens whose short names mean something else elsewhere. */
const trackersOfHost: readonly { readonly host: RegExp; readonly keys: readonly string[] }[] = [
  { host: /(^|\.)wsj\.com$/, keys: ['st', 'mod'] },
  { host: /(^|\.)(twitter|x)\.com$/, keys: ['s', 't'] },
  { host: /(^|\.)bloomberg\.com$/, keys: ['srnd', 'leadsource'] },
  { host: /(^|\.)nytimes\.com$/, keys: ['partner', 'emc', 'referringsource'] },
  { host: /(^|\.)medium\.com$/, keys: ['source', 'sk'] },
  { host: /(^|\.)linkedin\.com$/, keys: ['rcm', 'lipi'] },
]

export const trackingUrl: Rule = {
  id: 'tracking-url',
  summary: 'A URL carries parameters that track the reader and make one source look like several.',
  *check(document) {
    for (const link of document.links) {
      const keys = trackingKeys(link.url)
      if (keys.length > 0) yield report(link, keys, document.text.slice(link.urlStart, link.urlEnd))
    }
  },
}

function trackingKeys(url: string): string[] {
  if (!/^https?:\/\//i.test(url) || /\/\/(?:web\.)?archive\.(?:org|ph|is|today|md)\//i.test(url)) return []
  const host = (/^https?:\/\/([^/?#:]+)/i.exec(url)?.[1] ?? '').toLowerCase()
  const hosts = trackersOfHost.filter((row) => row.host.test(host)).flatMap((row) => row.keys)
  return pairsOf(url)
    .filter(({ key, value }) => isTracker(key, value, hosts))
    .map(({ key }) => key || '(nameless)')
}

function isTracker(key: string, value: string, hosts: readonly string[]): boolean {
  const name = key.toLowerCase()
  // A nameless parameter with a long hash is a click id (`page.htm?=7194ef…`).
  if (name === '') return /^=?[\da-f]{16,}$/i.test(value)
  return [...trackers, ...hosts].some((tracker) =>
    tracker.endsWith('*') ? name.startsWith(tracker.slice(0, -1)) : name === tracker,
  )
}

function pairsOf(url: string): { key: string; value: string; raw: string }[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? ''
  return query
    .split('&')
    .filter(Boolean)
    .map((raw) => {
      const equals = raw.indexOf('=')
      return { key: equals === -1 ? raw : raw.slice(0, equals), value: raw.slice(equals + 1), raw }
    })
}

function report(link: Link, keys: readonly string[], written: string): Report {
  const clean = withoutTrackers(link.url, keys)
  const message = `tracking parameters in the URL: ${keys.join(', ').slice(0, 80)}`
  // Only a URL that is written as it reads can be replaced; one with entities or escapes is left to a person.
  return written === link.url
    ? { at: link.start, message, fix: { start: link.urlStart, end: link.urlEnd, text: clean } }
    : { at: link.start, message }
}

function withoutTrackers(url: string, keys: readonly string[]): string {
  const [, before = url, , fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(url) ?? []
  const kept = pairsOf(url).filter(({ key }) => !keys.includes(key || '(nameless)'))
  return before + (kept.length > 0 ? `?${kept.map(({ raw }) => raw).join('&')}` : '') + fragment
}
