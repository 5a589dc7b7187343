import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PlanAnswer } from '@bigyellowtaxi/core/query'
import { cacheFolder } from './cache-folder.js'
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
function snapshotFile(): string | undefined {
  const compiler = compilerFingerprint()
  return compiler && join(cacheFolder(), `compiler-${process.version}-${process.arch}-${compiler}.blob`)
}

/** Node's own switches that a user set for the parent must not reach a process that starts from a snapshot. */
const plainEnv = (): NodeJS.ProcessEnv => ({ ...process.env, NODE_OPTIONS: '' })

/** Compiles in a process that starts from the snapshot; undefined where there is none, or it cannot answer. */
export function compileInSnapshot(request: CompileRequest): Promise<PlanAnswer | undefined> {
  const file = snapshotFile()
  if (!file || !existsSync(file)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--snapshot-blob', file], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: plainEnv(),
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => {
      try {
        resolve(code === 0 ? (JSON.parse(Buffer.concat(chunks).toString('utf8')) as PlanAnswer) : undefined)
      } catch {
        resolve(undefined)
      }
    })
    child.stdin.on('error', () => {})
    child.stdin.end(JSON.stringify(request))
  })
}

const buildArguments = (aside: string): readonly string[] => [
  '--snapshot-blob',
  aside,
  '--build-snapshot',
  bundle,
  ...parserFiles(),
]

/** Builds the snapshot in the background, for the next call; nothing waits for it and nothing depends on it. */
export function buildSnapshotLater(): void {
  const file = snapshotFile()
  if (!file || existsSync(file) || process.env.TAXI_NO_SNAPSHOT) return
  const self = fileURLToPath(new URL('./build-snapshot.js', import.meta.url))
  spawn(process.execPath, [self], { detached: true, stdio: 'ignore', env: plainEnv() }).unref()
}

/** Builds the snapshot now: written aside and renamed, so that a half one is never started from. */
export function buildSnapshot(): boolean {
  const file = snapshotFile()
  if (!file) return false
  mkdirSync(dirname(file), { recursive: true })
  const aside = `${file}.${process.pid}`
  const { status } = spawnSync(process.execPath, buildArguments(aside), { stdio: 'ignore', env: plainEnv() })
  if (status === 0) renameSync(aside, file)
  else rmSync(aside, { force: true })
  return status === 0
}
