import type { FolderEntry, MessageEntry } from './entry.js'
import { foldFolder } from './folder-name.js'
import { judgeFolder, type MailboxGrounds } from './judge.js'
import type { MessageFacts } from './message-facts.js'
import { type Basis, verdictOf } from './verdict.js'

const least = (texts: readonly (string | null)[]): string | null =>
  texts.filter((text): text is string => text !== null).sort()[0] ?? null
const greatest = (texts: readonly (string | null)[]): string | null =>
  texts
    .filter((text): text is string => text !== null)
    .sort()
    .at(-1) ?? null
const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort()

/** Every folder some source names, with the strongest thing that can be said about any of its content. */
export function foldersOf(
  grounds: MailboxGrounds,
  touched: readonly MessageEntry[],
  facts: readonly MessageFacts[],
): readonly FolderEntry[] {
  const names = new Map<string, string>()
  const name = (folder: string): void => {
    if (!names.has(foldFolder(folder))) names.set(foldFolder(folder), folder)
  }
  for (const entry of touched) entry.folders.forEach(name)
  for (const sync of grounds.syncs) name(sync.folder)
  for (const known of facts) for (const place of known.places) name(place.folder)

  const opened = new Map<string, MessageEntry[]>()
  for (const entry of touched)
    for (const folder of new Set(entry.folders.map(foldFolder)))
      opened.set(folder, [...(opened.get(folder) ?? []), entry])

  return [...names]
    .map(([folded, folder]) => folderEntry(grounds, folder, opened.get(folded) ?? []))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1))
}

function folderEntry(
  grounds: MailboxGrounds,
  folder: string,
  messages: readonly MessageEntry[],
): FolderEntry {
  const syncs = grounds.syncs.filter((sync) => foldFolder(sync.folder) === foldFolder(folder))
  const opened: readonly Basis[] =
    messages.length > 0
      ? [
          {
            kind: 'bind',
            evidence: union(messages.map((message) => message.evidence)),
            note: `${messages.length} message(s) of this folder opened`,
          },
        ]
      : []
  const bases = [...opened, ...judgeFolder(folder, grounds)]
  return {
    tenant: grounds.tenant,
    mailbox: grounds.mailbox,
    folder,
    verdict: verdictOf(bases),
    bases,
    messages: messages.length,
    syncs: syncs.reduce((sum, sync) => sum + sync.records, 0),
    first: least([...messages.map((message) => message.first), ...syncs.map((sync) => sync.first)]),
    last: greatest([...messages.map((message) => message.last), ...syncs.map((sync) => sync.last)]),
    contexts: union([...messages.map((m) => m.contexts), ...syncs.map((sync) => sync.contexts)]),
    evidence: union([...messages.map((m) => m.evidence), ...syncs.map((sync) => sync.evidence)]),
  }
}
