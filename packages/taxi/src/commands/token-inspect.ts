import { readFile } from 'node:fs/promises'
import { type CloudName, clouds, inspectToken, savedKeys } from '@bigyellowtaxi/token'
import { type Command, exitCodes, type Io } from '../command.js'
import { UserError } from '../output/error.js'
import { inspectionModel, inspectionText } from '../render/token-inspection.js'

interface Options {
  readonly keys?: string
  readonly cloud: CloudName
  readonly tenant?: readonly string[]
  readonly audience?: readonly string[]
  readonly client?: readonly string[]
  readonly scope?: readonly string[]
  readonly role?: readonly string[]
  readonly idToken?: boolean
  readonly nonce?: string
  readonly at?: number
}

/** Far above any token; stops a log file piped in by mistake. */
const mostBytes = 256 * 1024

async function tokenFrom(args: readonly string[], io: Io): Promise<string> {
  const [given] = args
  if (given !== undefined && given !== '-') return given.trim()
  if ((io.stdin as { isTTY?: boolean }).isTTY) {
    throw new UserError('TOK030', 'no token given', {
      hint: 'pass it on stdin, so that it stays out of the history',
    })
  }
  let text = ''
  for await (const chunk of io.stdin) {
    text += String(chunk)
    if (text.length > mostBytes) throw new UserError('TOK031', 'stdin is too long to be a token')
  }
  return text.trim().replace(/^(authorization:\s*)?bearer\s+/i, '')
}

async function keysFrom(file: string | undefined) {
  if (file === undefined) return {}
  try {
    return { keys: savedKeys(JSON.parse(await readFile(file, 'utf8'))) }
  } catch (error) {
    throw new UserError('TOK032', 'the key set cannot be read', {
      file,
      hint:
        error instanceof Error && 'code' in error ? String(error.code) : 'a saved JWK set: {"keys":[...]}',
    })
  }
}

function cloudOf(text: string): CloudName {
  if (Object.hasOwn(clouds, text)) return text as CloudName
  throw new UserError('TOK021', `--cloud ${text} is unknown`, { hint: Object.keys(clouds).join(', ') })
}

function momentOf(text: string): number {
  const ms = Date.parse(text)
  if (Number.isFinite(ms)) return ms
  throw new UserError('TOK021', `--at ${text} is not a time`, { hint: 'for instance 2023-06-15T08:00:00Z' })
}

const given = <Value>(name: string, value: Value | undefined) =>
  value === undefined ? {} : { [name]: value }

export const command: Command<Options> = {
  description:
    'Says what a token is, who signed it, and which checks it passes. Offline; the token itself is never printed. Checks without anything to compare with are shown as not run, so a clean inspection is no acceptance.',
  args: '[token]',
  options: [
    { flags: '--keys <file>', description: 'a saved JWK set of the authority' },
    {
      flags: '--cloud <name>',
      description: Object.keys(clouds).join(', '),
      default: 'commercial',
      parse: cloudOf,
    },
    { flags: '--tenant <id...>', description: 'tenants served, or organizations' },
    { flags: '--audience <aud...>', description: 'audiences of the service' },
    { flags: '--client <id...>', description: 'applications let in' },
    { flags: '--scope <name...>', description: 'scopes asked of users' },
    { flags: '--role <name...>', description: 'app roles asked of applications' },
    { flags: '--id-token', description: 'judge it as an ID token' },
    { flags: '--nonce <text>', description: 'nonce of the sign-in, for an ID token' },
    { flags: '--at <time>', description: 'judge as of this moment instead of now', parse: momentOf },
  ],
  examples: [
    'pbpaste | taxi token inspect',
    'taxi token inspect --keys common-keys.json --audience api://orders --tenant organizations < token.txt',
  ],
  async run({ args, options, io }) {
    const token = await tokenFrom(args, io)
    const { tenant, at } = options
    const inspection = await inspectToken(token, {
      cloud: options.cloud,
      use: options.idToken ? 'id' : 'access',
      ...given('tenants', tenant?.[0] === 'organizations' ? ('organizations' as const) : tenant),
      ...given('audiences', options.audience),
      ...given('clients', options.client),
      ...given('scopes', options.scope),
      ...given('roles', options.role),
      ...given('nonce', options.nonce),
      ...given('now', at === undefined ? undefined : () => at),
      ...(await keysFrom(options.keys)),
    })
    const model = inspectionModel(inspection)
    io.stdout(io.json ? `${JSON.stringify(model, null, 2)}\n` : inspectionText(model))
    return model.checks.some(({ outcome }) => outcome === 'fail') ? exitCodes.findings : exitCodes.ok
  },
}
