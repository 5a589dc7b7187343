import type { Command as Commander } from 'commander'
import {
  type CommandEntry,
  type Command as CommandModule,
  type ExitCode,
  exitCodes,
  type Io,
} from './command.js'
import { commandGroups, commands } from './commands/index.js'
import { errorText } from './output/error-text.js'
import { overview } from './output/overview.js'

const version = '0.1.0'
const helpFlags: ReadonlySet<string> = new Set(['--help', '-h'])
const question = 'Who read your Microsoft 365 mail, which messages, and did anyone sign in to do it?'

/** The entry whose words start the command line, the longest one first: only that one is loaded. */
function entryFor(words: readonly string[]): CommandEntry | undefined {
  const typed = words.filter((word) => !word.startsWith('-')).join(' ')
  return commands
    .filter((entry) => `${typed} `.startsWith(`${entry.path} `))
    .sort((a, b) => b.path.length - a.path.length)[0]
}

/** The commander command at `path`, its parents made on the way. */
function commandAt(program: Commander, path: string): Commander {
  return path.split(' ').reduce((parent, name) => {
    const existing = parent.commands.find((child) => child.name() === name)
    return existing ?? parent.command(name).exitOverride()
  }, program)
}

function configure(target: Commander, command: CommandModule): void {
  target.description(command.description)
  if (command.args) target.arguments(command.args)
  for (const row of command.options ?? []) {
    if (row.parse) target.option(row.flags, row.description, row.parse, row.default)
    else target.option(row.flags, row.description, row.default as string | boolean | string[] | undefined)
  }
  target.option('--json', 'print one JSON object for machines')
  target.option('--debug', 'show the stack of an error')
  target.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  $ ${line}`).join('\n')}\n`)
}

/** Runs one command line and says how the process should exit. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const help = () => overview(`${question}\n`, commandGroups)
  // asked for most often and by people who wait: it needs no parser
  if (argv.length === 0 || (argv.length === 1 && helpFlags.has(argv[0] as string))) {
    io.stdout(help())
    return exitCodes.ok
  }
  const { Command, CommanderError } = await import('commander')
  let exit: ExitCode = exitCodes.ok
  const program = new Command('taxi')
    .description(question)
    .version(version)
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, outputError: () => {} })
    .exitOverride()
  program.helpInformation = help
  for (const entry of commands)
    commandAt(program, entry.path).summary(entry.summary).description(entry.summary)

  try {
    const entry = entryFor(argv)
    if (entry) {
      const { command } = await entry.load()
      const target = commandAt(program, entry.path)
      configure(target, command)
      target.action(async () => {
        exit = await command.run({ args: target.args, options: target.opts(), io })
      })
    }
    await program.parseAsync([...argv], { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.error
    const shown =
      error instanceof CommanderError
        ? { code: 'USAGE', message: error.message.replace(/^error: /, ''), hint: 'see --help' }
        : error
    io.stderr(errorText(shown, io))
    return exitCodes.error
  }
}

const abort = new AbortController()
process.on('SIGINT', () => abort.abort(new Error('interrupted')))
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok)
})

const argv = process.argv.slice(2)
process.exitCode = await run(argv, {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  stdin: process.stdin,
  isTerminal: process.stderr.isTTY === true,
  json: argv.includes('--json'),
  debug: argv.includes('--debug'),
  signal: abort.signal,
})
