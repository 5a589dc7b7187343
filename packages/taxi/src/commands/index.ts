import type { CommandEntry } from '../command.js'

/** Every command, in the order help shows them. A command is one file and one row here. */
export const commands: readonly CommandEntry[] = []
