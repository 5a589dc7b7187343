import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Read, rejectCodes, shapes } from '../src/index.js'
import { encodings, readAll } from './bytes.js'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** Whatever comes out of a damaged file must be whole: verbatim JSON, a known code, a line of the file. */
function check(all: readonly Read[]): void {
  for (const read of all) {
    if ('reject' in read) {
      expect(Object.keys(rejectCodes)).toContain(read.reject.code)
      expect(read.reject.line).toBeGreaterThan(0)
      expect(read.reject.text.length).toBeLessThan(400)
    } else {
      expect(read.record.line).toBeGreaterThan(0)
      expect(typeof JSON.parse(read.record.raw)).toBe('object')
      if (read.record.doc !== undefined) expect(typeof JSON.parse(read.record.doc)).toBe('object')
    }
  }
}

async function survive(bytes: Uint8Array): Promise<void> {
  const reading = await readAll(bytes)
  if (reading.known) check(reading.all)
  else expect(reading.reasons.length).toBe(shapes.length)
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
const at = (bytes: Uint8Array, part: number) => Math.min(bytes.length - 1, Math.floor(part * bytes.length))

describe.each(shapes.map((shape) => shape.id))('%s survives', (id) => {
  const samples = readdirSync(join(fixtures, id))
    .filter((name) => name !== 'expected.json')
    .map((name) => new Uint8Array(readFileSync(join(fixtures, id, name))))
  const sample = fc.constantFrom(...samples)

  it('being cut anywhere', () =>
    fc.assert(
      fc.asyncProperty(sample, share, (bytes, part) => survive(bytes.subarray(0, at(bytes, part)))),
      { numRuns: 25 },
    ))

  it('flipped bytes', () =>
    fc.assert(
      fc.asyncProperty(
        sample,
        fc.array(fc.tuple(share, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
        (bytes, flips) => {
          const damaged = bytes.slice()
          for (const [part, value] of flips) damaged[at(damaged, part)] = value
          return survive(damaged)
        },
      ),
      { numRuns: 25 },
    ))

  it('a quote, brace or line end where none belongs', () =>
    fc.assert(
      fc.asyncProperty(
        sample,
        share,
        fc.constantFrom('"', '{', '}', '[', ']', '\n', '\\', ',', '\0'),
        (bytes, part, text) => {
          const place = at(bytes, part)
          const extra = new TextEncoder().encode(text)
          return survive(Uint8Array.from([...bytes.subarray(0, place), ...extra, ...bytes.subarray(place)]))
        },
      ),
      { numRuns: 25 },
    ))
})

describe('any input survives', () => {
  it('as JSON of any form', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), (value) =>
        survive(new TextEncoder().encode(JSON.stringify(value))),
      ),
      { numRuns: 200 },
    ))

  it('as records with any value under known names', () => {
    const names = fc.constantFrom(
      ...[
        'Operation',
        'RecordType',
        'AuditData',
        'CreationTime',
        'Id',
        'UserId',
        'RawEventData',
        'ActionType',
      ],
      ...[
        'Timestamp',
        'TimeGenerated',
        'ActivityObjects',
        'createdDateTime',
        'appId',
        'userId',
        'status',
        'properties',
      ],
      ...[
        'category',
        'operationName',
        'time',
        'InitiatedBy',
        'TargetResources',
        'OperationName',
        'ResultType',
      ],
      ...['_raw', 'result', 'log', 'value', 'hits', 'tables', 'rows', 'columns', 'records', 'Type', 'logs'],
      ...[
        'MessageId',
        'SenderAddress',
        'RecipientAddress',
        'Received',
        'InternetMessageId',
        'From',
        'Subject',
      ],
    )
    const record = fc.dictionary(
      names,
      fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string(), fc.constant('{}')),
    )
    return fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 4 }), fc.boolean(), (records, lines) => {
        const text = lines
          ? records.map((entry) => JSON.stringify(entry)).join('\n')
          : JSON.stringify(records)
        return survive(new TextEncoder().encode(text))
      }),
      { numRuns: 400 },
    )
  })

  it('a payload that is a bare number, found by the run before', () =>
    survive(new TextEncoder().encode('[{"ActionType":"!","TimeGenerated":"","RawEventData":0}]')))

  it('as a table with any header and cells', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('{"a":1}', '"', '""', '\n', 'AuditData', '3/2/2026 1:00 PM'),
    )
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    return fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), (rows) =>
        survive(new TextEncoder().encode(rows.map((row) => row.map(quote).join(',')).join('\n'))),
      ),
      { numRuns: 200 },
    )
  })

  it('as bytes', () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), survive), { numRuns: 300 }))

  it('as text in any encoding', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom(...Object.keys(encodings)),
        (text, encoding) => survive(encodings[encoding]?.(text) ?? new Uint8Array()),
      ),
      { numRuns: 200 },
    ))

  it('nested deeper than a stack reaches', () =>
    survive(
      new TextEncoder().encode(
        `{"Operation":"x","RecordType":1,"Id":"i","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      ),
    ))
})
