import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { SimulationError } from './errors.js'
import type { HappeningKind } from './happening.js'
import { writeSettings } from './settings/write-settings.js'
import type { Simulation } from './simulate.js'
import type { Truth } from './truth.js'
import { defaultShapes, shapeIds, writers } from './writers/index.js'
import type { AnyWriter, OpenWriter } from './writers/writer.js'

export interface WriteOptions {
  /** Folder for the export files and truth.json; made if absent. */
  readonly out: string
  /** Shape ids, each with an optional `:utf16`; the default set when empty. */
  readonly shapes?: readonly string[]
  readonly progress?: (arrival: number, records: number) => void
  readonly signal?: AbortSignal
}

export interface Written {
  readonly files: readonly {
    readonly file: string
    readonly shape: string
    readonly records: number
    readonly bytes: number
  }[]
  readonly truth: Truth
}

/** Writes the simulation's exports and its truth, a chunk at a time. */
export function writeExports(simulation: Simulation, options: WriteOptions): Written {
  const chosen = chooseShapes(options.shapes?.length ? options.shapes : defaultShapes)
  mkdirSync(options.out, { recursive: true })
  const open = chosen.map(({ shape, encoding }) => openFile(simulation, shape, encoding, options.out))
  const byKind = new Map<HappeningKind, OutputFile[]>()
  for (const file of open) byKind.set(file.shape.kind, [...(byKind.get(file.shape.kind) ?? []), file])
  let count = 0
  try {
    for (const happening of simulation.happenings()) {
      const files = byKind.get(happening.kind)
      if (!files) continue
      const data = happening.build()
      for (const file of files)
        if (file.shape.accepts?.(data) !== false) file.put(file.writer.write(data, happening))
      if (++count % 20_000 === 0) {
        options.signal?.throwIfAborted()
        options.progress?.(happening.arrival, count)
      }
    }
    for (const file of open) file.finish()
  } finally {
    for (const file of open) closeSync(file.descriptor)
  }
  writeSettings(simulation.tenant, join(options.out, 'settings'))
  const truth = simulation.truth()
  writeFileSync(join(options.out, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`)
  return {
    files: open.map(({ name, shape, records, bytes }) => ({ file: name, shape: shape.id, records, bytes })),
    truth,
  }
}

function chooseShapes(names: readonly string[]) {
  const wanted = names.flatMap((name) => (name === 'all' ? shapeIds : [name]))
  return wanted.flatMap((name) => {
    const [id = '', encoding = 'utf8'] = name.split(':')
    const shapes = writers.filter((candidate) => candidate.id === id || candidate.aliases?.includes(id))
    if (shapes.length === 0)
      throw new SimulationError('RNG005', `no shape named '${id}'`, `one of: ${shapeIds.join(', ')}, all`)
    if (encoding !== 'utf8' && !(encoding === 'utf16' && shapes[0]?.encodings?.includes('utf16')))
      throw new SimulationError(
        'RNG006',
        `shape ${id} is not written as '${encoding}'`,
        'leave the encoding out',
      )
    return shapes.map((shape) => ({ shape, encoding: encoding as 'utf8' | 'utf16' }))
  })
}

interface OutputFile {
  readonly name: string
  readonly shape: AnyWriter
  readonly writer: OpenWriter
  readonly descriptor: number
  records: number
  bytes: number
  put(text: string): void
  finish(): void
}

const chunkBytes = 1 << 20

/** A file with one buffer of its own that is filled and emptied: no garbage however long the tenant lives. */
function openFile(
  simulation: Simulation,
  shape: AnyWriter,
  encoding: 'utf8' | 'utf16',
  out: string,
): OutputFile {
  const name = encoding === 'utf16' ? shape.file.replace(/(\.\w+)$/, '.utf16$1') : shape.file
  const descriptor = openSync(join(out, name), 'w')
  const stored = encoding === 'utf16' ? 'utf16le' : 'utf8'
  let chunk = Buffer.allocUnsafe(chunkBytes)
  let used = 0
  const flush = (): void => {
    for (let at = 0; at < used; ) at += writeSync(descriptor, chunk, at, used - at)
    file.bytes += used
    used = 0
  }
  const put = (text: string): void => {
    const most = text.length * 3
    if (most > chunk.length - used) flush()
    if (most > chunk.length) chunk = Buffer.allocUnsafe(most)
    used += chunk.write(text, used, stored)
  }
  const file: OutputFile = {
    name,
    shape,
    writer: shape.open(simulation.tenant),
    descriptor,
    records: 0,
    bytes: 0,
    put(text) {
      file.records++
      put(text)
    },
    finish() {
      put(file.writer.end())
      flush()
    },
  }
  if (encoding === 'utf16') put('\ufeff')
  return file
}
