import { fileURLToPath } from 'node:url'
import type { OptionRow } from '../command.js'

/** The incident pages that come with the product. */
export const ownIncidents = fileURLToPath(new URL('../../../../content/incidents', import.meta.url))

/** Where a command reads incident pages. The default is said in words: help is the same on every machine. */
export const contentOption: OptionRow = {
  flags: '--content <path>',
  description: 'folder with the incident pages (default: those that come along)',
}
