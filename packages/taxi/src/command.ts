/** What a command is: typed rows for the flags, so that help, docs and parsing come from one place. */

/** Process exit codes: 0 done, 1 error, 2 done and there is something to look at. */
export const exitCodes = { ok: 0, error: 1, findings: 2 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface OptionRow {
  /** Commander syntax, for instance `--workspace <dir>` or `--rules <dir...>`. */
  readonly flags: string
  readonly description: string
  readonly default?: string | boolean | readonly string[]
  /** Turns the text into a value; throw a UserError to refuse it. */
  readonly parse?: (text: string, previous: unknown) => unknown
}

/** The streams and switches every command is given, so that tests need no process. */
export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly stdin: NodeJS.ReadableStream
  readonly isTerminal: boolean
  readonly json: boolean
  readonly debug: boolean
  /** Aborted on Ctrl-C: long work passes it on. */
  readonly signal: AbortSignal
}

export interface CommandInput<Options> {
  readonly args: readonly string[]
  readonly options: Options
  readonly io: Io
}

// biome-ignore lint/suspicious/noExplicitAny: each command states the type of its own flags
export interface Command<Options = any> {
  readonly description: string
  /** Commander argument syntax, for instance `<path...>`. */
  readonly args?: string
  readonly options?: readonly OptionRow[]
  /** Whole command lines a reader can paste; help shows them. */
  readonly examples: readonly string[]
  run(input: CommandInput<Options>): Promise<ExitCode>
}

export interface CommandEntry {
  /** Words after `taxi`, for instance `incident lint`. */
  readonly path: string
  readonly summary: string
  readonly load: () => Promise<{ readonly command: Command }>
}

/** Commands that serve one purpose; help shows them under their title. */
export interface CommandGroup {
  readonly title: string
  readonly commands: readonly CommandEntry[]
}
