import type { CommandEntry, CommandGroup } from '../command.js'

/** Every command by what it is for, in the order help shows them. A command is one file and one row here. */
export const commandGroups: readonly CommandGroup[] = [
  {
    title: 'Investigate',
    commands: [
      {
        path: 'demo',
        summary: 'make a small tenant with one intrusion and investigate it',
        load: () => import('./demo.js'),
      },
      {
        path: 'investigate',
        summary: 'from raw exports to the answer: ledger, sign-ins, findings, report',
        load: () => import('./investigate.js'),
      },
      { path: 'ingest', summary: 'load exports into a workspace', load: () => import('./ingest.js') },
      {
        path: 'ledger',
        summary: 'which messages were touched, and what can be said about the others',
        load: () => import('./ledger.js'),
      },
      {
        path: 'completeness',
        summary: 'where the log is complete, and where silence shows nothing',
        load: () => import('./completeness.js'),
      },
    ],
  },
  {
    title: 'Ask',
    commands: [
      { path: 'query', summary: 'ask the workspace in KQL', load: () => import('./query.js') },
      { path: 'hunt', summary: 'run a folder of published hunts', load: () => import('./hunt.js') },
      { path: 'sql', summary: 'ask the canonical tables in SQL', load: () => import('./sql.js') },
      {
        path: 'compact',
        summary: 'merge what was ingested into one sorted whole',
        load: () => import('./compact.js'),
      },
    ],
  },
  {
    title: 'Detect',
    commands: [
      {
        path: 'detect',
        summary: 'run the detections, join findings into incidents',
        load: () => import('./detect.js'),
      },
      {
        path: 'findings mark',
        summary: 'say what a finding is, or suppress it',
        load: () => import('./findings-mark.js'),
      },
      { path: 'rules list', summary: 'list the detections', load: () => import('./rules-list.js') },
      { path: 'rules show', summary: 'show one detection whole', load: () => import('./rules-show.js') },
      {
        path: 'rules new',
        summary: 'write the skeleton of a new detection',
        load: () => import('./rules-new.js'),
      },
      {
        path: 'rules lint',
        summary: 'find what is wrong with detections before they run',
        load: () => import('./rules-lint.js'),
      },
      { path: 'rules test', summary: "run the detections' own tests", load: () => import('./rules-test.js') },
      {
        path: 'rules export',
        summary: 'for Sentinel, or a layer of the ATT&CK Navigator',
        load: () => import('./rules-export.js'),
      },
    ],
  },
  {
    title: 'Prepare',
    commands: [
      {
        path: 'readiness',
        summary: 'would you have seen it? per mailbox and log source',
        load: () => import('./readiness.js'),
      },
      {
        path: 'readiness replay',
        summary: 'play known intrusions against the logging you have',
        load: () => import('./readiness-replay.js'),
      },
      {
        path: 'simulate',
        summary: 'write the logs of a simulated tenant, with the truth beside them',
        load: () => import('./simulate.js'),
      },
      {
        path: 'evaluate',
        summary: 'measure findings against the truth of a simulated tenant',
        load: () => import('./evaluate.js'),
      },
    ],
  },
  {
    title: 'Tokens',
    commands: [
      {
        path: 'token inspect',
        summary: 'say what a token is, who signed it and which checks it passes',
        load: () => import('./token-inspect.js'),
      },
      {
        path: 'token conformance',
        summary: 'try forged and lawful Entra tokens on a verifier or a service',
        load: () => import('./token-conformance.js'),
      },
    ],
  },
  {
    title: 'Incidents',
    commands: [
      {
        path: 'incident hunt',
        summary: 'ask your own logs for an incident',
        load: () => import('./incident-hunt.js'),
      },
      {
        path: 'incident lint',
        summary: 'find what is wrong with incident pages',
        load: () => import('./incident-lint.js'),
      },
      {
        path: 'incident build',
        summary: 'build the incident index as a static site',
        load: () => import('./incident-build.js'),
      },
      {
        path: 'incident import',
        summary: 'read a page of a breach index, and threads, into one page',
        load: () => import('./incident-import.js'),
      },
    ],
  },
]

export const commands: readonly CommandEntry[] = commandGroups.flatMap((group) => group.commands)
