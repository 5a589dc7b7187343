import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openHead, type Read, shapes } from '../src/index.js'
import { encodings, readKnown } from './bytes.js'
import { canonicalRow } from './canonical-row.js'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const samplesOf = (shape: string): string[] =>
  readdirSync(join(fixtures, shape))
    .filter((name) => name !== 'expected.json')
    .sort()

/** What a read comes to: the canonical columns of a record, or where and why a line was rejected. */
function summary(read: Read): unknown {
  if ('reject' in read) return { line: read.reject.line, rejected: read.reject.code }
  const { line, table } = read.record
  return { line, table, ...canonicalRow(read.record) }
}

/** Without what an encoding may change: the verbatim text. */
const comparable = (reads: readonly Read[]): unknown[] => reads.map(summary)

describe('every shape', () => {
  it('has a folder of samples, and every folder a shape', () => {
    expect(readdirSync(fixtures).sort()).toEqual(shapes.map((shape) => shape.id).sort())
  })
})

it('a ledger this tool wrote is no mailbox inventory', () => {
  const head = openHead(
    'Tenant,Mailbox,Verdict,InternetMessageId,ItemId,Subject,Sender,Date,Folders\nt,a@b.example,read,<1@b>,,s,c@d.example,,\n',
  )
  expect(shapes.filter((shape) => shape.sniff(head).match)).toEqual([])
})

describe.each(shapes.map((shape) => shape.id))('%s', (id) => {
  it('reads its samples to the expected records and rejects', async () => {
    const expected: Record<string, unknown> = {}
    for (const name of samplesOf(id)) {
      const reading = await readKnown(readFileSync(join(fixtures, id, name)))
      const { container, lineCounts, verbatim } = reading
      expected[name] = { container, lineCounts, verbatim, reads: comparable(reading.all) }
    }
    await expect(`${JSON.stringify(expected, null, 1)}\n`).toMatchFileSnapshot(
      join(fixtures, id, 'expected.json'),
    )
  })

  it.each(samplesOf(id))('alone claims %s', (name) => {
    const head = openHead(readFileSync(join(fixtures, id, name), 'utf8'))
    const claims = shapes.filter((shape) => shape.sniff(head).match)
    expect(claims[0]?.id).toBe(id)
    expect(claims.filter((shape) => !shape.fallback && shape.id !== id)).toEqual([])
  })

  it.each(samplesOf(id))('keeps verbatim text of every record in %s', async (name) => {
    const text = readFileSync(join(fixtures, id, name), 'utf8')
    const { all, container } = await readKnown(text)
    for (const read of all) {
      if (!('record' in read)) continue
      expect(() => JSON.parse(read.record.raw)).not.toThrow()
      if (container !== 'csv' && name !== 'query-api.json') expect(text).toContain(read.record.raw)
    }
  })

  it.each(Object.keys(encodings))('reads the same records from %s', async (encoding) => {
    for (const name of samplesOf(id)) {
      const text = readFileSync(join(fixtures, id, name), 'utf8')
      const plain = await readKnown(text)
      const bytes = encodings[encoding]?.(text) ?? new Uint8Array()
      const other = await readKnown(bytes)
      expect(other.shape.id).toBe(id)
      expect(comparable(other.all)).toEqual(comparable(plain.all))
    }
  })

  it('reads the same records however the stream is cut', async () => {
    for (const name of samplesOf(id)) {
      const bytes = new Uint8Array(readFileSync(join(fixtures, id, name)))
      const whole = await readKnown(bytes)
      for (const chunk of bytes.length < 4096 ? [1, 7] : [61]) {
        const cut = await readKnown(bytes, { chunk, limits: { limits: { headBytes: 16 * 1024 } } })
        expect(comparable(cut.all)).toEqual(comparable(whole.all))
      }
    }
  })
})
