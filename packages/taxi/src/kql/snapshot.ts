import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PlanAnswer } from '@bigyellowtaxi/core/query'
import { cacheFolder, isOurs, makeOurs } from './cache-folder.js'
import type { CompileRequest } from './compile-request.js'

const bundle = fileURLToPath(new URL('./compiler.cjs', import.meta.url))

const parserFiles = (): readonly string[] => {
  const home = dirname(createRequire(import.meta.url).resolve('@kusto/language-service-next/package.json'))
  return ['bridge.min.js', 'Kusto.Language.Bridge.min.js'].map((name) => join(home, name))
}

let fingerprint: string | undefined

/** The compiler's own bytes: whatever changes it makes other snapshots and other plans. */
export function compilerFingerprint(): string | undefined {
  if (!existsSync(bundle)) return undefined
  fingerprint ??= createHash('sha256').update(readFileSync(bundle)).digest('hex').slice(0, 16)
  return fingerprint
}

/** A snapshot belongs to the exact Node and the exact compiler. */
const snapshotFamily = `compiler-${process.version}-${process.platform}-${process.arch}-`

function snapshotFile(): string | undefined {
  const compiler = compilerFingerprint()
  return compiler && join(cacheFolder(), `${snapshotFamily}${compiler}.blob`)
}

/** Node's own switches that a user set for the parent must not reach a process that starts from a snapshot. */
const plainEnv = (): NodeJS.ProcessEnv => ({ ...process.env, NODE_OPTIONS: '' })

/** Compiles in a process that starts from the snapshot; undefined where there is none, or it cannot answer. */
export function compileInSnapshot(request: CompileRequest): Promise<PlanAnswer | undefined> {
  const file = snapshotFile()
  if (!file || !isOurs(cacheFolder()) || !isOurs(file)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--snapshot-blob', file], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: plainEnv(),
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? answerOf(chunks) : withoutSnapshot(file)))
    child.stdin.on('error', () => {})
    child.stdin.end(JSON.stringify(request))
  })
}

function answerOf(chunks: readonly Buffer[]): PlanAnswer | undefined {
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as PlanAnswer
  } catch {
    return undefined
  }
}

/** A snapshot that nothing starts from (cut off, or of other V8 switches) is made anew. */
function withoutSnapshot(file: string): undefined {
  try {
    rmSync(file, { force: true })
  } catch {
    // A folder that cannot be written keeps what it has.
  }
}

const buildArguments = (aside: string): readonly string[] => [
  '--snapshot-blob',
  aside,
  '--build-snapshot',
  bundle,
  ...parserFiles(),
]

const DAY_MS = 86_400_000

/** Beside the snapshot that could not be built: why. It is tried again after a day, and by another Node or compiler. */
const failureFile = (file: string): string => `${file}.failed`

/** Why there is no snapshot, where building it was tried and failed: every new query then takes seconds longer. */
export function snapshotFailure(): string | undefined {
  const file = snapshotFile()
  const failed = file && failureFile(file)
  if (!failed || !existsSync(failed) || !isOurs(failed)) return undefined
  if (Date.now() - statSync(failed).mtimeMs > DAY_MS) return undefined
  return readFileSync(failed, 'utf8')
}

/** Builds the snapshot in the background, for the next call; nothing waits for it and nothing depends on it. */
export function buildSnapshotLater(): void {
  const file = snapshotFile()
  if (!file || existsSync(file) || process.env.TAXI_NO_SNAPSHOT || snapshotFailure() !== undefined) return
  const self = fileURLToPath(new URL('./build-snapshot.js', import.meta.url))
  spawn(process.execPath, [self], { detached: true, stdio: 'ignore', env: plainEnv() }).unref()
}

const BUILD_MS = 120_000

/** True for the one process that builds; a mark that was left by one that died counts for two minutes. */
function isMineToBuild(mark: string): boolean {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch {
    const since = existsSync(mark) ? Date.now() - statSync(mark).mtimeMs : 0
    if (since < BUILD_MS) return false
    rmSync(mark, { force: true })
    return isMineToBuild(mark)
  }
}

/** Builds the snapshot now: written aside and renamed, so that a half one is never started from. */
export function buildSnapshot(): boolean {
  const file = snapshotFile()
  if (!file || !makeOurs(dirname(file))) return false
  const mark = `${file}.building`
  if (!isMineToBuild(mark)) return true
  const aside = `${file}.${process.pid}`
  try {
    const built = spawnSync(process.execPath, buildArguments(aside), {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: plainEnv(),
    })
    if (built.status !== 0) {
      writeFileSync(failureFile(file), reasonOf(built), { mode: 0o600 })
      return false
    }
    chmodSync(aside, 0o600)
    renameSync(aside, file)
    rmSync(failureFile(file), { force: true })
    removeOlder(file)
    return true
  } finally {
    rmSync(aside, { force: true })
    rmSync(mark, { force: true })
  }
}

/** The line of what the building process said that names the error. */
function reasonOf({ stderr, signal, error }: ReturnType<typeof spawnSync>): string {
  const lines = String(stderr ?? '').split('\n')
  const named = lines.find((line) => /error/i.test(line)) ?? lines.find(Boolean)
  return (named ?? error?.message ?? `ended by ${signal}`).trim().slice(0, 300)
}

/** Snapshots of compilers before this one, of the same Node, and why there were none. */
function removeOlder(file: string): void {
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(snapshotFamily) && /\.blob(\.failed)?$/.test(name) && name !== basename(file))
      rmSync(join(dirname(file), name), { force: true })
}
