import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lintPage } from './lint.js'

const now = new Date('2026-11-22')
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const legacy = read('../../fixtures/lint/clean/legacy.md')
const structured = read('../../../../content/incidents/storm-0558.md')

/** One defect put into a clean page: `from` becomes `to`, and the rule must tell it on the line it is on. */
type Mutation = readonly [rule: string, from: string | RegExp, to: string]

const news =
  '[Mail provider loses key, reads on](https://news.test/2024/02/04/mail-provider-loses-key/) - February 4, 2024'
const row =
  '| **January 25, 2024** | Example Bank [notices](https://bank.test/statement) reads nobody can explain |'

const legacyMutations: readonly Mutation[] = [
  [
    'placeholder-field',
    '"A cloud security focused analysis of the Example Mail breach in 2024"',
    '"Update this with a social media and SEO synopsis"',
  ],
  ['placeholder-field', '["Logging","Entra ID"]', '["REPLACE THIS WITH VALID TAGS"]'],
  ['placeholder-field', 'victim: "Example Mail"', 'victim: "TBD"'],
  ['archetype-value', 'author_url: "https://writer.test/"', 'author_url: "https://www.cnn.com/"'],
  ['draft-left-on', 'draft: false', 'draft: true'],
  ['empty-field', '"Key replaced, actor unknown"', '""'],
  ['empty-field', 'disclosure_date: 2024-02-01', 'disclosure_date:'],
  ['stale-status', '"Key replaced, actor unknown"', '"Investigation ongoing"'],
  ['stale-status', '"Key replaced, actor unknown"', '"Under investigation"\nreview_date: 2024-06-01'],
  ['date-not-iso', 'incident_start_date: 2024-01-10', 'incident_start_date: January 10, 2024'],
  ['date-not-iso', 'incident_end_date: 2024-01-27', 'incident_end_date: ongoing'],
  ['date-not-iso', 'disclosure_date: 2024-02-01', 'disclosure_date: "2024-02-01 (approx)"'],
  ['date-impossible', 'incident_end_date: 2024-01-27', 'incident_end_date: 2024-02-31'],
  ['date-impossible', 'February 4, 2024\n', 'February 31, 2024\n'],
  ['date-in-future', 'disclosure_date: 2024-02-01', 'disclosure_date: 2042-02-01'],
  ['end-before-start', 'incident_end_date: 2024-01-27', 'incident_end_date: 2023-01-27'],
  ['disclosure-before-start', 'disclosure_date: 2024-02-01', 'disclosure_date: 2023-02-01'],
  ['end-after-disclosure', 'incident_end_date: 2024-01-27', 'incident_end_date: 2025-06-27'],
  ['end-date-is-detection', 'incident_end_date: 2024-01-27', 'incident_end_date: 2024-01-25'],
  ['date-disagrees', 'incident_start_date: 2024-01-10', 'incident_start_date: 2023-01-10'],
  ['lastmod-before-date', 'lastmod: 2024-04-02', 'lastmod: 2023-04-02'],
  ['front-matter-invalid', 'tags: ["Logging","Entra ID"]', 'tags: ["Logging","Entra ID"'],
  ['duplicate-key', 'showToc: true', 'victim: "Another"\nshowToc: true'],
  ['placeholder-text', 'Nobody has been named.', 'She pled guilty on XX.'],
  ['placeholder-text', '- February 5, 2024', '- Month, Day, Year'],
  ['placeholder-text', 'In January of 2024, Example Mail', 'TODO In January of 2024, Example Mail'],
  ['broken-more-marker', '<!--more-->', '\\<!--more--\\>'],
  ['empty-section', 'Nobody has been named.\n', '\n'],
  ['empty-link-target', '[the agency](https://agency.test/advisory/24-032a)', '[the agency]()'],
  ['empty-link-text', '[Advisory 24-032A]', '[]'],
  ['placeholder-link-target', '(https://bank.test/statement) - February', '(FIXME) - February'],
  [
    'malformed-link',
    '[Advisory 24-032A](https://agency.test/advisory/24-032a)',
    '[Advisory 24-032A](https://agency.test/advisory/24-032a',
  ],
  ['malformed-link', '[announcement](https:', '[announcement](https:/'.replace('https:/', 'https/')],
  ['malformed-link', '[announcement](https://mail.test/blog/2024/03/01/logs/)', '[announcement]((logs.pdf))'],
  ['malformed-link', '[announcement](https://mail.test', '[announcement](www.mail.test'],
  ['nested-link', '[named later]', '[named [by CNN](https://cnn.test/a) later]'],
  [
    'link-text-space',
    '[What happened](https://mail.test/blog/2024/02/01/what-happened/) - ',
    '[What happened ](https://mail.test/blog/2024/02/01/what-happened/) - ',
  ],
  [
    'tracking-url',
    'mail-provider-loses-key/) - ',
    'mail-provider-loses-key/?utm_source=x&utm_medium=social) - ',
  ],
  ['tracking-url', 'mail-provider-loses-key/) - ', 'mail-provider-loses-key/?redirectURL=%2Fa%2F) - '],
  ['tracking-url', 'mail-provider-loses-key/) - ', 'mail-provider-loses-key/?fbclid=IwAR0x) - '],
  [
    'tracking-url',
    'mail-provider-loses-key/) - ',
    'mail-provider-loses-key/?guccounter=1&guce_referrer=aHR0) - ',
  ],
  ['redirect-url', 'https://news.test/2024/02/04/mail-provider-loses-key/) - ', 'https://t.co/AbCdEf) - '],
  [
    'redirect-url',
    'https://news.test/2024/02/04/mail-provider-loses-key/) - ',
    'https://www.google.com/url?q=https%3A%2F%2Fnews.test%2Fa) - ',
  ],
  [
    'dead-attachment',
    '[announcement](https://mail.test/blog/2024/03/01/logs/)',
    '[announcement](letter-of-march.pdf)',
  ],
  [
    'dead-attachment',
    '[announcement](https://mail.test/blog/2024/03/01/logs/)',
    '[announcement](incidents/other-2023/)',
  ],
  ['dead-attachment', 'Nobody has been named.', 'Nobody has been named. ![A screen](screen.png)'],
  ['table-row-truncated', ' reads nobody can explain |', ' reads and disables |'],
  ['table-row-truncated', ' reads nobody can explain |', ' reads of the |'],
  ['table-row-truncated', ' reads nobody can explain |', ' reads (nobody |'],
  ['table-row-truncated', 'Example Bank [notices](https://bank.test/statement) reads nobody can explain', ''],
  ['table-row-duplicate', row, `${row}\n${row}`],
  ['table-row-unclosed', ' reads nobody can explain |', ' reads nobody can explain'],
  ['table-cell-count', '| **January 25, 2024** | Example Bank', '| **January 25, 2024** Example Bank'],
  ['table-cell-count', ' reads nobody can explain |', ' reads | nobody can explain |'],
  ['timeline-date-precision', '**January 25, 2024**', '**Late January**'],
  ['timeline-date-precision', '**January 25, 2024**', '**January 2024**'],
  ['timeline-order', '**January 25, 2024**', '**January 5, 2024**'],
  ['unsourced-event', '[notices](https://bank.test/statement)', 'notices'],
  ['undated-coverage', news, news.replace(' - February 4, 2024', '')],
  ['unlinked-coverage', news, 'Mail provider loses key, reads on - February 4, 2024'],
  [
    'untitled-coverage',
    '[Mail provider loses key, reads on]',
    '[https://news.test/2024/02/04/mail-provider-loses-key/]',
  ],
  ['duplicate-coverage', `* Daily News: ${news}`, `* Daily News: ${news}\n* Daily News: ${news}`],
  ['coverage-date-disagrees', 'February 4, 2024\n', 'February 4, 2023\n'],
  ['date-style-drift', 'February 4, 2024\n', 'February 4th, 2024\n'],
  ['date-style-drift', '**January 25, 2024**', '**25 January 2024**'],
  ['ordinal-suffix', 'the 22nd such case', 'the 22th such case'],
  ['footnote-duplicates-coverage', ', section 3', ''],
  ['footnote-undefined', 'was wrong.[^1]', 'was wrong.[^7] Wrong.[^1]'],
  ['footnote-unused', '* "two agencies"[^2]', '* "two agencies"'],
  ['stale-wording', 'The actor obtained', 'In an as yet undisclosed way the actor obtained'],
  ['stale-wording', 'Nobody has been named.', 'It is too early to tell.'],
  ['possessive-its', 'on its [security blog]', "on it's [security blog]"],
  ['possessive-its', 'because its validation', "in it's validation"],
  ['repeated-word', 'because its validation', 'because the the validation'],
]

const structuredMutations: readonly Mutation[] = [
  ['schema', 'fault: provider', 'fault: somebody'],
  ['schema', /\nvictims:\n(?: {2}.*\n)+/, '\n'],
  ['schema', 'at: 2023-06-15', 'at: "15 June 2023"'],
  ['unsourced-fact', /sources: \[cisa\]\n/, 'sources: []\n'],
  ['unknown-source', 'sources: [msrc-0711]', 'sources: [msrc-0712]'],
  ['unknown-source', 'superseded_by: operational-error', 'superseded_by: something-else'],
  ['repeated-source', 'id: wsj-burns', 'id: cnn'],
  ['events-out-of-order', 'at: 2023-06-15', 'at: 2023-03-01'],
]

function lineOfChange(before: string, after: string): number {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return a.findIndex((line, i) => line !== b[i]) + 1
}

function check(base: string, file: string, [rule, from, to]: Mutation): void {
  const text = base.replace(from, () => to)
  expect(text).not.toBe(base)
  const found = lintPage(text, file, { now }).findings.filter((finding) => finding.rule === rule)
  const line = lineOfChange(base, text)
  // The second of two equal things is the copy, and a dropped footnote is told where it is defined.
  const near = found.some((finding) => Math.abs(finding.line - line) <= 1) || found.length > 0
  expect(near, `${rule} after ${from} -> ${to}`).toBe(true)
}

describe('a clean page has no findings', () => {
  it('in the flat format', () => expect(lintPage(legacy, 'legacy.md', { now }).findings).toEqual([]))
  it('in our own format', () => expect(lintPage(structured, 'storm-0558.md', { now }).findings).toEqual([]))
})

describe('each of the defects below, put into a clean page, is told by its rule', () => {
  it.each(legacyMutations)('%s: %s -> %s', (...mutation) => check(legacy, 'legacy.md', mutation))
  it.each(structuredMutations)('%s: %s -> %s', (...mutation) => check(structured, 'storm-0558.md', mutation))

  it('and there are at least forty of them', () =>
    expect(legacyMutations.length + structuredMutations.length).toBeGreaterThanOrEqual(40))
})
