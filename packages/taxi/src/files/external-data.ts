/**
 * What `externaldata` may read: files under folders the user allowed, and what hosts the user allowed answer with.
 * Nothing is allowed by default.
 */
import { createHash } from 'node:crypto'
import { realpath, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ExternalAccess {
  /** Folders as given. */
  readonly dirs: readonly string[]
  /** Names of hosts that may be asked by https. */
  readonly hosts: readonly string[]
  /** Where fetched data is put; needed where hosts are allowed. */
  readonly fetched?: string
}

export type Found =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly message: string; readonly hint?: string }

const mostBytes = 256 * 2 ** 20
const mostRedirects = 5
const patienceMs = 60_000

const refused = (message: string, hint?: string): Found => ({ ok: false, message, ...(hint ? { hint } : {}) })

/** The folders the engine may read from: real paths, those that are there. */
export async function readableFolders({ dirs, fetched }: ExternalAccess): Promise<readonly string[]> {
  const folders = await Promise.all(dirs.map((dir) => realpath(resolve(dir)).catch(() => undefined)))
  return [...folders, fetched].filter((folder) => folder !== undefined)
}

/** The file an address means, or why it is out of reach. */
export async function findExternal(
  uri: string,
  access: ExternalAccess,
  signal?: AbortSignal,
  ask: typeof fetch = fetch,
): Promise<Found> {
  const address = addressOf(uri)
  if (address === undefined) return findFile(uri, access.dirs)
  const saved = `${address.hostname}${decodedPath(address)}`
  const local = await findFile(saved, access.dirs)
  if (local.ok) return local
  const ways = `--allow-host ${address.hostname} lets it be fetched; or save it as DIR/${saved} and say --allow-dir DIR`
  if (address.protocol !== 'https:') return refused('only https addresses are fetched', ways)
  if (!isAllowed(address, access) || access.fetched === undefined)
    return refused(`this data would have to be fetched from ${address.hostname}`, ways)
  return fetchInto(access.fetched, address, access, signal, ask)
}

const isAllowed = (address: URL, { hosts }: ExternalAccess): boolean =>
  address.port === '' && hosts.some((host) => host.toLowerCase() === address.hostname)

function addressOf(uri: string): URL | undefined {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(uri) || /^file:/i.test(uri)) return undefined
  try {
    // What follows a semicolon is a key of a storage account.
    return new URL(uri.split(';')[0] ?? '')
  } catch {
    return undefined
  }
}

function decodedPath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

async function findFile(name: string, dirs: readonly string[]): Promise<Found> {
  const path = /^file:/i.test(name) ? pathOf(name) : name
  for (const dir of dirs) {
    const inside = await fileInside(dir, path)
    if (inside !== undefined) return { ok: true, path: inside }
  }
  return dirs.length === 0
    ? refused('no folder is allowed to be read', '--allow-dir DIR names one')
    : refused(`there is no such file under ${dirs.join(', ')}`, '--allow-dir DIR names another folder')
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri)
  } catch {
    return ''
  }
}

/** The real path, where it is a file and lies in the folder: a link that leads out of it does not. */
async function fileInside(dir: string, path: string): Promise<string | undefined> {
  try {
    const folder = await realpath(resolve(dir))
    const file = await realpath(resolve(folder, path))
    const way = relative(folder, file)
    const isInside = way !== '' && !way.startsWith('..') && !isAbsolute(way)
    return isInside && (await stat(file)).isFile() ? file : undefined
  } catch {
    return undefined
  }
}

async function fetchInto(
  folder: string,
  first: URL,
  access: ExternalAccess,
  signal: AbortSignal | undefined,
  ask: typeof fetch,
): Promise<Found> {
  const patience = AbortSignal.timeout(patienceMs)
  const stop = signal ? AbortSignal.any([signal, patience]) : patience
  let address = first
  try {
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await ask(address, { redirect: 'manual', signal: stop })
      const next = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && next !== null) {
        address = new URL(next, address)
        await response.body?.cancel()
        if (address.protocol !== 'https:' || !isAllowed(address, access))
          return refused(`${first.hostname} sends on to ${address.host}, which is not allowed`)
        continue
      }
      if (!response.ok) return refused(`${address.hostname} answers ${response.status}`)
      const bytes = await bodyOf(response)
      if (bytes === undefined) return refused(`the data is larger than ${mostBytes / 2 ** 20} MiB`)
      const path = join(folder, `${createHash('sha256').update(first.href).digest('hex')}${endingOf(first)}`)
      await writeFile(path, bytes)
      return { ok: true, path }
    }
    return refused(`${first.hostname} sends on and on`)
  } catch (error) {
    signal?.throwIfAborted()
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return refused(
      `${address.hostname} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`,
    )
  }
}

async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > mostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The ending tells the format, and whether it is compressed. */
const endingOf = ({ pathname }: URL): string =>
  /(\.[a-z0-9]{1,10}){1,2}$/i.exec(pathname)?.[0].toLowerCase() ?? ''
