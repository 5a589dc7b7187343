import type { Readable } from 'node:stream'
import { LakeError } from '@bigyellowtaxi/lake'
import {
  type Entry,
  getFileNameLowLevel,
  openPromise,
  parseExtraFields,
  validateFileName,
  type ZipFile,
} from 'yauzl'
import type { NamedInput } from './inputs.js'

/** Told by content: Excel workbooks and other packages begin like this too. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[2] + 1 === head[3]

/** Deflate reaches 1,000 to 1 on nothing but zeros; logs stay under 60. */
const bombRatio = 400
const bombBytes = 256 * 2 ** 20
const mostEntries = 100_000

const nameOf = (entry: Entry): string =>
  getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    parseExtraFields(entry.extraFieldRaw),
    false,
  )

const isBomb = (packed: number, unpacked: number): boolean =>
  unpacked > bombBytes && unpacked > packed * bombRatio

/** Why a member is not read; nothing is ever written under its name, but such a name is no accident. */
function refusal(entry: Entry, name: string, path: string): LakeError | undefined {
  const invalid = validateFileName(name)
  if (invalid) return new LakeError('ING101', `refused: ${invalid}`, { file: path })
  if (entry.isEncrypted())
    return new LakeError('ING101', 'this member is encrypted', {
      file: path,
      hint: 'unpack the archive with its password first',
    })
  if (isBomb(entry.compressedSize, entry.uncompressedSize))
    return new LakeError('ING105', `unpacks to more than ${bombRatio} times its size`, { file: path })
  return undefined
}

/** The members of an archive as inputs, in the archive's order. One bad member does not keep the others out. */
export async function* zipInputs(path: string, named: boolean): AsyncGenerator<NamedInput> {
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false })
    yield* members(zip, path)
  } catch (error) {
    const { message } = error as Error
    yield failed(path, named, new LakeError('ING104', `the archive is damaged: ${message}`, { file: path }))
  } finally {
    zip?.close()
  }
}

async function* members(zip: ZipFile, path: string): AsyncGenerator<NamedInput> {
  let unpacked = 0
  let count = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (name.endsWith('/')) continue
    const member = `${path}!${name}`
    unpacked += entry.uncompressedSize
    count++
    if (count > mostEntries || isBomb(zip.fileSize, unpacked)) {
      const why = count > mostEntries ? `more than ${mostEntries} members` : 'far more data than its size'
      yield failed(path, true, new LakeError('ING105', `the archive claims to hold ${why}`, { file: path }))
      return
    }
    const refused = refusal(entry, name, member)
    if (refused) yield failed(member, false, refused)
    else if (name === '[Content_Types].xml') {
      yield failed(
        path,
        true,
        new LakeError('ING103', 'this is an Excel workbook or another Office document', {
          file: path,
          hint: 'save the sheet as CSV (UTF-8)',
        }),
      )
      return
    } else
      yield {
        path: member,
        named: false,
        sizeBytes: entry.uncompressedSize,
        open: () => memberBytes(zip, entry, member),
      }
  }
}

const failed = (path: string, named: boolean, error: LakeError): NamedInput => ({
  path,
  named,
  open() {
    throw error
  },
})

/** The bytes of a member; sizes and checksum are verified on the way. */
async function* memberBytes(zip: ZipFile, entry: Entry, path: string): AsyncGenerator<Uint8Array> {
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    let first = true
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (first && isZip(chunk))
        throw new LakeError('ING104', 'an archive inside an archive is not opened', {
          file: path,
          hint: 'unpack it first',
        })
      first = false
      yield chunk
    }
  } catch (error) {
    if (error instanceof LakeError) throw error
    throw new LakeError('ING104', `this member is damaged: ${(error as Error).message}`, { file: path })
  }
}
