import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inputsOf } from './inputs.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-inputs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Member {
  readonly name: string
  readonly bytes: Buffer
  /** What the directory claims; the truth when absent. */
  readonly claimedBytes?: number
}

/** A zip archive as PKWARE's APPNOTE describes it: local headers, central directory, end record. */
function zip(members: readonly Member[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, claimedBytes } of members) {
    const packed = deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimedBytes ?? bytes.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    const label = Buffer.from(name)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, label, packed])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, label]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

async function read(...paths: string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const options = { stdin: Readable.from([Buffer.from('piped')]), workspace: join(folder, '.taxi') }
  for await (const input of inputsOf(paths, options)) {
    const label = input.path.replace(`${folder}/`, '')
    try {
      const parts: Uint8Array[] = []
      for await (const part of input.open()) parts.push(part)
      found[label] = Buffer.concat(parts).toString()
    } catch (error) {
      found[label] = `${(error as { code: string }).code} ${(error as Error).message}`
    }
  }
  return found
}

const path = (...names: string[]) => join(folder, ...names)

describe('paths', () => {
  it('a folder is read through in a fixed order, without the workspace and without going in circles', async () => {
    await mkdir(path('b', 'c'), { recursive: true })
    await mkdir(path('.taxi'))
    await writeFile(path('.taxi', 'segment.json'), 'not an export')
    await writeFile(path('b', 'c', 'two.csv'), '2')
    await writeFile(path('a.csv'), '1')
    await symlink(folder, path('b', 'loop'))
    expect(Object.entries(await read(folder))).toEqual([
      ['a.csv', '1'],
      ['b/c/two.csv', '2'],
    ])
  })

  it('the workspace of an earlier report among the exports is no export', async () => {
    await mkdir(path('report', 'workspace', 'segments'), { recursive: true })
    await writeFile(path('report', 'workspace', 'workspace.json'), '{}')
    await writeFile(path('report', 'workspace', 'segments', 'audit.parquet'), 'PAR1')
    await writeFile(path('a.csv'), '1')
    expect(await read(folder)).toEqual({ 'a.csv': '1' })
  })

  it('a pattern matches files; a file whose name looks like one is taken as it stands', async () => {
    await writeFile(path('x1.json'), 'one')
    await writeFile(path('x2.json'), 'two')
    await writeFile(path('x[1].json'), 'brackets')
    expect(await read(path('x[1].json'))).toEqual({ 'x[1].json': 'brackets' })
    expect(Object.keys(await read(path('x?.json')))).toEqual(['x1.json', 'x2.json'])
    expect(await read(path('*.nothing'))).toEqual({ '*.nothing': 'ING101 no file matches this pattern' })
  })

  it('- is standard input', async () => {
    expect(await read('-')).toEqual({ '-': 'piped' })
  })

  it('what is not there is said in its place', async () => {
    await writeFile(path('a.csv'), '1')
    expect(await read(path('gone.csv'), path('a.csv'))).toEqual({
      'gone.csv': 'ING101 there is no such file',
      'a.csv': '1',
    })
  })
})

describe('archives', () => {
  const write = (members: readonly Member[]) => writeFile(path('export.dat'), zip(members))
  const text = (name: string, content: string): Member => ({ name, bytes: Buffer.from(content) })

  it('are told by content, and each member is an input', async () => {
    await write([text('a.csv', '1'), text('folder/ü.json', '2'), text('folder/', '')])
    expect(await read(path('export.dat'))).toEqual({
      'export.dat!a.csv': '1',
      'export.dat!folder/ü.json': '2',
    })
  })

  it('a member that climbs out is refused, its neighbours are read', async () => {
    await write([text('../evil.csv', 'x'), text('/etc/evil.csv', 'x'), text('good.csv', '1')])
    expect(await read(path('export.dat'))).toEqual({
      'export.dat!../evil.csv': expect.stringContaining('ING101 refused'),
      'export.dat!/etc/evil.csv': expect.stringContaining('ING101 refused'),
      'export.dat!good.csv': '1',
    })
  })

  it('a bomb is refused by what it claims, and stopped when it claims too little', async () => {
    const zeros = Buffer.alloc(300 * 2 ** 20)
    await write([{ name: 'bomb', bytes: zeros }, text('good.csv', '1')])
    expect(Object.values(await read(path('export.dat')))[0]).toMatch(/^ING105/)
    await write([{ name: 'liar', bytes: Buffer.alloc(2 ** 20), claimedBytes: 10 }, text('good.csv', '1')])
    expect(await read(path('export.dat'))).toEqual({
      'export.dat!liar': expect.stringMatching(/^ING104/),
      'export.dat!good.csv': '1',
    })
  })

  it('an archive in an archive and an Excel workbook are named for what they are', async () => {
    await write([{ name: 'inner.zip', bytes: zip([text('a', '1')]) }])
    expect(await read(path('export.dat'))).toEqual({
      'export.dat!inner.zip': 'ING104 an archive inside an archive is not opened',
    })
    await write([text('[Content_Types].xml', '<Types/>'), text('xl/workbook.xml', '<x/>')])
    expect(await read(path('export.dat'))).toEqual({ 'export.dat': expect.stringMatching(/^ING103.*Excel/) })
  })

  it('a truncated archive is an error, not a crash', async () => {
    const whole = zip([text('a.csv', '1'.repeat(1000))])
    await writeFile(path('export.dat'), whole.subarray(0, whole.length - 30))
    expect(await read(path('export.dat'))).toEqual({ 'export.dat': expect.stringMatching(/^ING104/) })
  })
})
