import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  adapterOf,
  assertReachable,
  httpAdapter,
  isGreen,
  type ProfileName,
  profileNames,
  type RenewalKind,
  type Report,
  type RunOptions,
  renderJson,
  renderJunit,
  renderSarif,
  runConformance,
  setupSheet,
  type TargetAdapter,
} from '@bigyellowtaxi/token/kit'
import { type Command, exitCodes, type Io } from '../command.js'
import { UserError } from '../output/error.js'
import { progress } from '../output/progress.js'
import { conformanceTable } from '../render/conformance-table.js'

interface Options {
  readonly self?: boolean
  readonly target?: string
  readonly adapter?: string
  readonly profile: ProfileName
  readonly method?: string
  readonly identity?: string
  readonly port: number
  readonly issuers: 'real' | 'loopback'
  readonly setup?: boolean
  readonly only?: readonly string[]
  readonly seed: string
  readonly clock?: number
  readonly renewal: RenewalKind
  readonly all?: boolean
  readonly junit?: boolean
  readonly sarif?: boolean
}

const oneOf =
  <Value extends string>(flag: string, values: readonly Value[]) =>
  (text: string): Value => {
    const found = values.find((value) => value === text)
    if (found === undefined)
      throw new UserError('TOK021', `${flag} ${text} is unknown`, { hint: `one of ${values.join(', ')}` })
    return found
  }

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new UserError('TOK021', `--port ${text} is not a port`, {
    hint: 'a number up to 65535, 0 for any free one',
  })
}

function momentOf(text: string): number {
  const ms = Date.parse(text)
  if (Number.isFinite(ms)) return ms
  throw new UserError('TOK021', `--clock ${text} is not a time`, {
    hint: 'for instance 2026-06-01T12:00:00Z',
  })
}

async function adapterFor(options: Options): Promise<TargetAdapter> {
  const { target, adapter, self } = options
  if ([target, adapter, self].filter(Boolean).length !== 1) {
    throw new UserError('TOK020', 'say what to test', { hint: 'one of --target URL, --adapter FILE, --self' })
  }
  if (self) return (await import('@bigyellowtaxi/token/self')).selfAdapter
  if (target !== undefined) {
    if (!URL.canParse(target)) throw new UserError('TOK021', `--target ${target} is not a URL`)
    await assertReachable(target)
    const { profile, method, identity } = options
    return httpAdapter({
      url: target,
      profile,
      ...(method === undefined ? {} : { method }),
      ...(identity === undefined ? {} : { identityField: identity }),
    })
  }
  const file = resolve(adapter ?? '')
  try {
    return adapterOf(await import(pathToFileURL(file).href), adapter ?? '')
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') {
      throw new UserError('TOK022', 'the adapter file cannot be loaded', {
        file,
        hint: (error as Error).message,
      })
    }
    throw error
  }
}

function rendered(io: Io, options: Options, report: Report): string {
  if (options.junit) return renderJunit(report)
  if (options.sarif) return renderSarif(report, options.adapter)
  return io.json ? renderJson(report) : conformanceTable(report, options.all === true)
}

export const command: Command<Options> = {
  description:
    'Presents forged and lawful Entra tokens to a verifier or a service, and says which it took. All keys are made from a seed for the run: nothing here can mint a token that a production service trusts.',
  options: [
    { flags: '--target <url>', description: 'a running service that trusts the kit (see --setup)' },
    { flags: '--adapter <file>', description: 'a module exporting adapter or verify(token, setup)' },
    { flags: '--self', description: 'the verifier of this project' },
    { flags: '--setup', description: 'print what a service must be configured with, and stop' },
    {
      flags: '--profile <name>',
      description: `what the service is configured for: ${profileNames.join(', ')}`,
      default: 'workforce',
      parse: oneOf('--profile', profileNames),
    },
    { flags: '--method <verb>', description: 'HTTP method for --target (default GET)' },
    { flags: '--identity <path>', description: 'field of the JSON answer that names the caller' },
    {
      flags: '--port <number>',
      description: 'port of the emulated authority',
      default: '4242',
      parse: portOf,
    },
    {
      flags: '--issuers <names>',
      description: 'real: login.microsoftonline.com in iss; loopback: the address of the authority',
      default: 'real',
      parse: oneOf('--issuers', ['real', 'loopback'] as const),
    },
    { flags: '--only <ids...>', description: 'cases by id or start of id, for instance KC RT-01' },
    { flags: '--seed <text>', description: 'same seed and clock, same tokens', default: 'taxi' },
    {
      flags: '--clock <time>',
      description: 'start of the run, for targets on the clock of the kit',
      parse: momentOf,
    },
    {
      flags: '--renewal <kind>',
      description: 'reference renewal service for RN cases: sound, or flawed as the one of 2023 was',
      default: 'sound',
      parse: oneOf('--renewal', ['sound', 'flawed'] as const),
    },
    { flags: '--all', description: 'show passed cases too' },
    { flags: '--junit', description: 'print JUnit XML' },
    { flags: '--sarif', description: 'print SARIF 2.1.0' },
  ],
  examples: [
    'taxi token conformance --self',
    'taxi token conformance --setup',
    'taxi token conformance --target http://localhost:3000/orders --identity caller.id',
    'taxi token conformance --adapter ./verifier.kit.js --junit > token.xml',
  ],
  async run({ options, io }) {
    const { seed, profile, issuers } = options
    const port = Number(options.port)
    if (options.setup) {
      io.stdout(`${JSON.stringify(setupSheet({ port, seed, profile, issuers }), null, 2)}\n`)
      return exitCodes.ok
    }
    const adapter = await adapterFor(options)
    const bar = progress(io)
    const run: RunOptions = {
      seed,
      port: adapter.lifetime === 'once' ? port : 0,
      issuers,
      renewal: options.renewal,
      signal: io.signal,
      onResult: ({ id, title }) => bar.update(`${id} ${title}`),
      ...(options.only === undefined ? {} : { only: options.only }),
      ...(options.clock === undefined ? {} : { startedAt: options.clock }),
    }
    const report = await runConformance(adapter, run).finally(() => bar.done())
    io.stdout(rendered(io, options, report))
    return isGreen(report) ? exitCodes.ok : exitCodes.findings
  },
}
