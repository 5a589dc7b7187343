import { createHash } from 'node:crypto'
import { LakeError } from '../errors.js'
import { type WriteLockOptions, withWriteLock } from '../lock.js'
import { readSegments } from '../segment.js'
import type { Workspace } from '../workspace.js'
import { SegmentBuilder } from './builder.js'
import type { Input } from './input.js'
import { type OpenInput, openInput, type Part } from './read-input.js'
import {
  type FileReport,
  type IngestReport,
  reportAgain,
  reportFailure,
  reportOf,
  totalsOf,
} from './report.js'
import { Session, type SessionOptions } from './session.js'

export interface IngestProgress {
  readonly path: string
  /** Number of the input, from 1, and how many there are where that is known. */
  readonly input: number
  readonly inputs: number | undefined
  /** Characters of text handed over since the start, all inputs together. */
  readonly characters: number
}

export interface IngestOptions extends SessionOptions, WriteLockOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: IngestProgress) => void
}

/** Inputs up to this size share a segment; a larger one has its own and is streamed into it. */
const smallCharacters = 24 * 2 ** 20
/** A shared segment is closed when it holds this much. */
const sharedCharacters = 192 * 2 ** 20
const sharedInputs = 500

/**
 * Loads inputs into the workspace, in the order given. Each is afterwards wholly in it or wholly out of it; one
 * that cannot be read does not keep the others from loading. Throws LAKE103 when another process is writing.
 */
export async function ingest(
  workspace: Workspace,
  inputs: Iterable<Input> | AsyncIterable<Input>,
  options: IngestOptions = {},
): Promise<IngestReport> {
  return withWriteLock(workspace.folder, options, async () => {
    const session = await Session.open(workspace.folder, options)
    try {
      const files = await new Run(session, options).all(inputs)
      const segments = await readSegments(workspace.folder)
      const distinct = segments
        .flatMap((segment) => segment.batches)
        .reduce((sum, batch) => sum + batch.records, 0)
      return { files, totals: totalsOf(files, distinct) }
    } finally {
      session.close()
    }
  })
}

/** Where a report goes once the segment its input went into is committed. */
interface Pending {
  readonly at: number
  readonly file: number
  readonly open: OpenInput
}

class Run {
  readonly #session: Session
  readonly #options: IngestOptions
  readonly #reports: (FileReport | undefined)[] = []
  #shared: SegmentBuilder | undefined
  #pending: Pending[] = []
  #characters = 0

  constructor(session: Session, options: IngestOptions) {
    this.#session = session
    this.#options = options
  }

  async all(inputs: Iterable<Input> | AsyncIterable<Input>): Promise<FileReport[]> {
    const inputCount = Array.isArray(inputs) ? inputs.length : undefined
    try {
      for await (const input of inputs) {
        const at = this.#reports.push(undefined) - 1
        this.#progress(input.path, at, inputCount)
        await this.#one(input, at, () => this.#progress(input.path, at, inputCount))
      }
      await this.#commitShared()
    } catch (error) {
      await this.#shared?.discard()
      throw error
    }
    return this.#reports.filter((report) => report !== undefined)
  }

  #progress(path: string, at: number, inputs: number | undefined): void {
    this.#options.onProgress?.({ path, input: at + 1, inputs, characters: this.#characters })
  }

  async #one(input: Input, at: number, progress: () => void): Promise<void> {
    try {
      const again = await this.#known(input)
      if (again) this.#reports[at] = again
      else await this.#load(input, at, progress)
    } catch (error) {
      if (this.#options.signal?.aborted) throw error
      const known = asInputError(error, input.path)
      if (!known) throw error
      this.#reports[at] = reportFailure(input.path, known, null)
    }
  }

  /** Only where some batch has the input's size is it worth hashing it before reading it. */
  async #known(input: Input): Promise<FileReport | undefined> {
    if (input.once || input.sizeBytes === undefined || !this.#session.hasSize(input.sizeBytes))
      return undefined
    const hash = createHash('sha256')
    for await (const chunk of input.open()) hash.update(chunk)
    const batch = this.#session.batchOf(hash.digest('hex'))
    return batch && reportAgain(batch, input.path)
  }

  async #load(input: Input, at: number, progress: () => void): Promise<void> {
    const open = await openInput(input, this.#session.blocks)
    const parts = open.parts[Symbol.asyncIterator]()
    const held: Part[] = []
    let heldCharacters = 0
    for (;;) {
      const next = await parts.next()
      if (next.done) break
      this.#options.signal?.throwIfAborted()
      held.push(next.value)
      heldCharacters += next.value.characters
      this.#characters += next.value.characters
      progress()
      if (heldCharacters > smallCharacters) return this.#large(open, held, parts, at, progress)
    }
    const origin = open.origin()
    // the same content twice in one run: the first must be counted before the second can be told from it
    if (this.#pending.some((one) => one.open.origin().sha256 === origin.sha256)) await this.#commitShared()
    const again = this.#session.batchOf(origin.sha256)
    if (again) {
      this.#reports[at] = reportAgain(again, input.path)
      return
    }
    this.#shared ??= await SegmentBuilder.begin(this.#session)
    const file = this.#shared.addInput()
    for (const part of held) await addPart(this.#shared, file, part)
    this.#shared.endInput(file, origin)
    this.#pending.push({ at, file, open })
    if (this.#shared.characters > sharedCharacters || this.#shared.inputs >= sharedInputs)
      await this.#commitShared()
  }

  async #large(
    open: OpenInput,
    held: readonly Part[],
    rest: AsyncIterator<Part>,
    at: number,
    progress: () => void,
  ): Promise<void> {
    await this.#commitShared()
    const builder = await SegmentBuilder.begin(this.#session)
    try {
      const file = builder.addInput()
      for (const part of held) await addPart(builder, file, part)
      for (;;) {
        const next = await rest.next()
        if (next.done) break
        this.#options.signal?.throwIfAborted()
        this.#characters += next.value.characters
        await addPart(builder, file, next.value)
        progress()
      }
      const origin = open.origin()
      const again = this.#session.batchOf(origin.sha256)
      if (again) {
        await builder.discard()
        this.#reports[at] = reportAgain(again, origin.path)
        return
      }
      builder.endInput(file, origin)
      await this.#commit(builder, [{ at, file, open }])
    } catch (error) {
      await builder.discard()
      throw error
    }
  }

  async #commitShared(): Promise<void> {
    const shared = this.#shared
    if (!shared) return
    const pending = this.#pending
    this.#pending = []
    await this.#commit(shared, pending)
    this.#shared = undefined
  }

  async #commit(builder: SegmentBuilder, pending: readonly Pending[]): Promise<void> {
    const segment = await builder.commit()
    this.#session.remember(segment.batches)
    for (const { at, file, open } of pending) {
      const batch = segment.batches[file]
      if (batch) this.#reports[at] = reportOf(batch, open.breakage.error)
    }
  }
}

async function addPart(builder: SegmentBuilder, file: number, part: Part): Promise<void> {
  if (part.kind === 'reads') await builder.addReads(file, part.reads)
  else await builder.addBlock(part.table, { ...part.block, file })
}

const fileErrors: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'ENOENT',
  'EISDIR',
  'EIO',
  'ENXIO',
  'ELOOP',
  'EINVAL',
])

/** An error of this one input, told from a failure of the workspace or of the tool. */
function asInputError(error: unknown, path: string): LakeError | undefined {
  if (error instanceof LakeError && error.code.startsWith('ING')) return error
  const { code, message, syscall } = error as NodeJS.ErrnoException
  if (code && fileErrors.has(code) && (syscall === 'open' || syscall === 'read'))
    return new LakeError('ING101', message, { file: path, cause: error })
  return undefined
}
