import { buildSite, loadIncidents, writeSite } from '@bigyellowtaxi/incident'
import { type Command, exitCodes } from '../command.js'
import { contentOption, ownIncidents } from '../incident/own-incidents.js'
import { runHunt } from '../incident/run-hunt.js'
import { UserError } from '../output/error.js'

interface Options {
  readonly content?: string
  readonly out?: string
  readonly baseUrl?: string
  readonly hunts: boolean
}

export const command: Command<Options> = {
  description:
    'Build the incident index: a static site with feeds, JSON, STIX, MISP and CSV. Refuses a page whose hunt fails on its fixtures.',
  options: [
    { flags: '--out <dir>', description: 'folder to write the site to' },
    contentOption,
    { flags: '--base-url <url>', description: 'address the site will have, for its feeds' },
    { flags: '--no-hunts', description: 'do not run the hunts; pages then say that they were not run' },
  ],
  examples: [
    'taxi incident build --out site',
    'taxi incident build --out site --base-url https://incidents.example.org/',
    'taxi incident build --content my/incidents --out site --no-hunts',
  ],
  async run({ options, io }) {
    if (!options.out) throw new UserError('USAGE', 'say where to with --out DIR')
    const baseUrl = options.baseUrl?.replace(/\/?$/, '/')
    if (baseUrl && !/^https?:\/\//.test(baseUrl))
      throw new UserError('USAGE', `--base-url ${baseUrl} is no web address`)
    const pages = loadIncidents(options.content ?? ownIncidents)
    const site = await buildSite(pages, {
      ...(baseUrl ? { baseUrl } : {}),
      ...(options.hunts ? { runHunt } : {}),
    })
    writeSite(site, options.out)
    const summary = { incidents: pages.length, files: site.files.size, hunts: site.runs.length }
    if (io.json) io.stdout(`${JSON.stringify(summary)}\n`)
    else
      io.stderr(
        `${summary.incidents} incidents, ${summary.hunts} hunts run, ${summary.files} files in ${options.out}\n`,
      )
    return exitCodes.ok
  },
}
